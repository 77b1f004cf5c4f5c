import {
  type CreateTenantInput,
  createTenantInput,
  DEFAULT_MODULES,
  DEFAULT_PRIMARY_COLOR,
  DEFAULT_SECONDARY_COLOR,
  type ModuleName,
  type SchoolType,
} from "@pepro/contracts";
import type { FormSchema } from "../../../ui/form/schema.ts";
import { plainPhone } from "../plain-phone.ts";

/** What the page asks for. */
export type NewSchool = {
  schoolName: string;
  schoolType: SchoolType;
  address: string;
  postalCode: string;
  city: string;
  phone: string;
  email: string;
  website: string;
  subdomain: string;
  primaryColor: string;
  secondaryColor: string;
  modulesEnabled: Record<ModuleName, boolean>;
  /** Whether the first administrator is a person with a name, or the school's own address. */
  adminIs: "school" | "person";
  admin: { email: string; firstName: string; lastName: string };
};

export const BLANK: NewSchool = {
  schoolName: "",
  schoolType: "college",
  address: "",
  postalCode: "",
  city: "",
  phone: "",
  email: "",
  website: "",
  subdomain: "",
  primaryColor: DEFAULT_PRIMARY_COLOR,
  secondaryColor: DEFAULT_SECONDARY_COLOR,
  modulesEnabled: { ...DEFAULT_MODULES },
  adminIs: "school",
  admin: { email: "", firstName: "", lastName: "" },
};

/** The contract's own, which asks for an administrator's name only where one is to be given. */
export const newSchool: FormSchema<NewSchool, CreateTenantInput> = {
  safeParse: (value) => {
    const { adminIs, admin, ...typed } = value as NewSchool;
    const input = { ...typed, phone: plainPhone(typed.phone) };
    return createTenantInput.safeParse(adminIs === "person" ? { ...input, admin } : input);
  },
};
