import type { Translation } from "../text.ts";
import type fr from "./fr.ts";

export default {
  unavailable: "The service is unavailable for a moment. It is mostly back within seconds.",
  network: "The server does not answer. Check your connection, then try again.",
  timeout: "The server did not answer in time. Try again in a moment.",
  aborted: "The request was cancelled.",
  answer_unreadable: "The answer did not come from the server, or not whole. Check your connection, then try again.",
  unloaded: "This page could not be loaded. Check your connection, then try again.",
  unexpected: "Something unexpected happened. If it happens again, give its details to whoever runs the server.",
} satisfies Translation<typeof fr>;
