import type { Translation } from "../text.ts";
import type fr from "./fr.ts";

export default {
  title: "Two-step verification",
  "about.code": "Open your authenticator app and enter the code of PeproScolaire.",
  "label.code": "Six-digit code",
  "other.code": "Use a recovery code",
  "about.recovery": "Each recovery code works once.",
  "label.recovery": "Recovery code",
  "other.recovery": "Use the authenticator app",
  action: "Verify",
  wait: { one: "Try again in {count} second", other: "Try again in {count} seconds" },
  back: "Start again with another account",
} satisfies Translation<typeof fr>;
