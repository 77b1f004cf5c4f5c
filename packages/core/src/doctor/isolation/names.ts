/** No school's schema is called so: a subdomain, of which those are made, cannot end in a hyphen. */
export function doctorSchema(tag: string): string {
  return `doctor_${tag}_`;
}

/** As a pattern of LIKE. */
export const DOCTOR_SCHEMAS = "doctor\\_%\\_";
