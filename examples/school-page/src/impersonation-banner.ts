import type { PeproClient } from "@pepro/client";
import { element } from "./element.ts";
import type { Visit } from "./visit.ts";

/** Above the page, while a super-admin acts in a user's place: who as whom, until when, and the way out. */
export function impersonationBanner(
  client: PeproClient,
  { session, texts, language }: Visit,
  onChange: () => void,
): Node[] {
  const impersonation = session?.impersonation;
  if (!impersonation) return [];
  const { by, until } = impersonation;
  const time = new Date(until).toLocaleTimeString(language, { timeStyle: "short" });
  const leave = element("button", { type: "button", class: "on-color" }, texts.leave);
  leave.addEventListener("click", async () => {
    leave.disabled = true;
    try {
      const { platformUrl } = await client.impersonation.stop.mutate();
      location.assign(platformUrl);
    } catch {
      // Over already, or ended from elsewhere: the page says what is left.
      onChange();
    }
  });
  const who = texts.acting.replace("{by}", by).replace("{name}", session.user.fullName);
  const end = element("time", { datetime: until }, texts.actingUntil.replace("{time}", time));
  return [
    element("section", { class: "acting", "aria-label": texts.actingLabel }, element("p", {}, who, " ", end), leave),
  ];
}
