import {
  COLOR,
  DEFAULT_PRIMARY_COLOR,
  DEFAULT_SECONDARY_COLOR,
  INT4_MAX,
  type Language,
  type MessageKey,
  messageFor,
  PHONE,
  POSTAL_CODE,
  type SCHOOL_TYPES,
  SUBDOMAIN,
} from "@pepro/contracts";
import type { FieldSpecs } from "../drf/field-spec.ts";

const CHOICES: Record<(typeof SCHOOL_TYPES)[number], string> = {
  college: "Collège",
  lycee: "Lycée",
  lycee_pro: "Lycée Professionnel",
};

/** What `POST /tenants/` reads, in the order its errors come. */
export function createFields(language: Language): FieldSpecs {
  const says = (key: MessageKey) => messageFor(key, language) ?? key;
  const color = { kind: "regex", pattern: COLOR, message: says("color_format") } as const;
  return {
    school_name: { kind: "char", maxLength: 200 },
    school_type: { kind: "choice", choices: CHOICES },
    address: { kind: "char" },
    postal_code: { kind: "regex", pattern: POSTAL_CODE, message: says("postal_code_invalid") },
    city: { kind: "char", maxLength: 100 },
    phone: { kind: "regex", pattern: PHONE, message: says("phone_invalid") },
    email: { kind: "email" },
    website: { kind: "url", required: false, allowBlank: true },
    subdomain: { kind: "regex", pattern: SUBDOMAIN, message: says("subdomain_characters") },
    primary_color: { ...color, default: DEFAULT_PRIMARY_COLOR },
    secondary_color: { ...color, default: DEFAULT_SECONDARY_COLOR },
    max_students: { kind: "integer", min: 1, max: INT4_MAX, default: 1000 },
    max_storage_gb: { kind: "integer", min: 1, max: INT4_MAX, default: 50 },
    provision_now: { kind: "boolean", default: false },
  };
}

/** What `PUT` and `PATCH /tenants/{id}/` read. */
export function updateFields(language: Language): FieldSpecs {
  const color = [{ pattern: COLOR, message: messageFor("color_invalid", language) ?? "" }];
  return {
    domain_url: { kind: "char", maxLength: 128 },
    school_id: { kind: "pk" },
    primary_color: { kind: "char", required: false, maxLength: 7, validators: color },
    secondary_color: { kind: "char", required: false, maxLength: 7, validators: color },
    logo_url: { kind: "url", required: false, allowBlank: true, maxLength: 200 },
    favicon_url: { kind: "url", required: false, allowBlank: true, maxLength: 200 },
    is_active: { kind: "boolean", required: false },
    max_students: { kind: "integer", required: false, min: 1, max: INT4_MAX },
    max_storage_gb: { kind: "integer", required: false, min: 1, max: INT4_MAX },
    modules_enabled: {
      kind: "json",
      required: false,
      check: (value) => (isMap(value) ? undefined : messageFor("modules_not_map", language)),
    },
  };
}

function isMap(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What `PATCH /tenants/{id}/settings/` reads. */
export const SETTINGS_FIELDS: FieldSpecs = {
  enable_email_notifications: { kind: "boolean", required: false },
  enable_sms_notifications: { kind: "boolean", required: false },
  password_min_length: { kind: "integer", required: false, max: INT4_MAX },
  session_timeout_minutes: { kind: "integer", required: false, max: INT4_MAX },
  timezone: { kind: "char", required: false, maxLength: 50 },
  language: { kind: "char", required: false, maxLength: 10 },
  date_format: { kind: "char", required: false, maxLength: 20 },
  time_format: { kind: "char", required: false, maxLength: 20 },
};
