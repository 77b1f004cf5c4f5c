/** Numbers as people type them: `01 45 67 89 01`, `+33 1.45.67.89.01`. */
export function plainPhone(typed: string): string {
  return typed.replace(/[\s.-]/g, "").replace(/^\+33/, "0");
}
