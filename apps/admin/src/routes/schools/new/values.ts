import {
  type CreateTenantInput,
  createTenantInput,
  DEFAULT_MODULES,
  DEFAULT_PRIMARY_COLOR,
  DEFAULT_SECONDARY_COLOR,
  type ModuleName,
} from "@pepro/contracts";
import type * as z from "zod";
import type { FormSchema } from "../../../ui/form/schema.ts";
import { plainPhone } from "../plain-phone.ts";

type Input = Required<z.input<typeof createTenantInput>>;

/** What the page asks for: all of the contract but what has a good default, and what the server makes itself. */
export type NewSchool = Omit<Input, "maxStudents" | "maxStorageGb" | "provisionNow" | "modulesEnabled" | "admin"> & {
  modulesEnabled: Record<ModuleName, boolean>;
  /** Whether the first administrator is a person with a name, or the school's own address. */
  adminIs: "school" | "person";
  admin: Omit<Input["admin"], "password">;
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
