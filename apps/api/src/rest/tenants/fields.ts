import {
  COLOR,
  DEFAULT_PRIMARY_COLOR,
  DEFAULT_SECONDARY_COLOR,
  domainUrl,
  INT4_MAX,
  type Language,
  type MessageKey,
  messageFor,
  moduleFaults,
  PHONE,
  POSTAL_CODE,
  type SCHOOL_TYPES,
  SUBDOMAIN,
  SUBDOMAIN_MAX,
  subdomain,
  tenantSettings,
} from "@pepro/contracts";
import { isDict } from "../drf/body.ts";
import type { FieldSpecs } from "../drf/field-spec.ts";
import { checkedBy } from "../schema-check.ts";

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
    email: { kind: "email", maxLength: 254 },
    website: { kind: "url", required: false, allowBlank: true, maxLength: 200 },
    subdomain: {
      kind: "regex",
      pattern: SUBDOMAIN,
      message: says("subdomain_characters"),
      maxLength: SUBDOMAIN_MAX,
      check: checkedBy(subdomain, language),
    },
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
    domain_url: { kind: "char", maxLength: 128, check: checkedBy(domainUrl, language) },
    school_id: { kind: "pk" },
    primary_color: { kind: "char", required: false, maxLength: 7, validators: color },
    secondary_color: { kind: "char", required: false, maxLength: 7, validators: color },
    logo_url: { kind: "url", required: false, allowBlank: true, maxLength: 200 },
    favicon_url: { kind: "url", required: false, allowBlank: true, maxLength: 200 },
    is_active: { kind: "boolean", required: false },
    max_students: { kind: "integer", required: false, min: 1, max: INT4_MAX },
    max_storage_gb: { kind: "integer", required: false, min: 1, max: INT4_MAX },
    modules_enabled: { kind: "json", required: false, check: (value) => modulesRefusal(value, language) },
  };
}

/** The first fault alone, as the old service told it. */
function modulesRefusal(value: unknown, language: Language): string | undefined {
  if (!isDict(value)) return messageFor("modules_not_map", language);
  const [fault] = moduleFaults(value);
  return fault && messageFor(fault.rule, language, fault);
}

/** What `PATCH /tenants/{id}/settings/` reads. */
export function settingsFields(language: Language): FieldSpecs {
  const optional = (name: keyof typeof tenantSettings.shape) =>
    ({ required: false, check: checkedBy(tenantSettings.shape[name], language) }) as const;
  return {
    enable_email_notifications: { kind: "boolean", required: false },
    enable_sms_notifications: { kind: "boolean", required: false },
    password_min_length: { kind: "integer", max: INT4_MAX, ...optional("passwordMinLength") },
    session_timeout_minutes: { kind: "integer", max: INT4_MAX, ...optional("sessionTimeoutMinutes") },
    timezone: { kind: "char", maxLength: 50, ...optional("timezone") },
    language: { kind: "char", maxLength: 10, ...optional("language") },
    date_format: { kind: "char", maxLength: 20, ...optional("dateFormat") },
    time_format: { kind: "char", maxLength: 20, ...optional("timeFormat") },
  };
}
