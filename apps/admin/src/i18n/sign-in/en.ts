import type { Translation } from "../text.ts";
import type fr from "./fr.ts";

export default {
  title: "Sign in",
  heading: "Sign in to PeproScolaire",
  description: "School administration",
  email: "E-mail address",
  password: "Password",
  "password.show": "Show the password",
  "password.hide": "Hide the password",
  action: "Sign in",
  expired: "Your session has expired. Sign in to go on where you were.",
  wait: { one: "Try again in {count} second", other: "Try again in {count} seconds" },
  forgotten: "Forgotten your password?",
  late: "The code did not come in time. Start again with the address and the password.",
} satisfies Translation<typeof fr>;
