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
  forgotten: "Forgotten the password? On the server:",
} satisfies Translation<typeof fr>;
