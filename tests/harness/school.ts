import { randomBytes } from "node:crypto";

/** A school nobody else has: what `tenants.create` takes. */
export function schoolInput(subdomain = `lycee-${randomBytes(4).toString("hex")}`) {
  return {
    schoolName: "Lycée Victor Hugo",
    schoolType: "lycee" as "college" | "lycee" | "lycee_pro",
    address: "123 rue Victor Hugo",
    postalCode: "75001",
    city: "Paris",
    phone: "0123456789",
    email: `contact@${subdomain}.fr`,
    subdomain,
    provisionNow: false,
  };
}

/** The same as the REST clients send it. */
export function schoolBody(subdomain?: string) {
  const input = schoolInput(subdomain);
  return {
    school_name: input.schoolName,
    school_type: input.schoolType,
    address: input.address,
    postal_code: input.postalCode,
    city: input.city,
    phone: input.phone,
    email: input.email,
    subdomain: input.subdomain,
  };
}
