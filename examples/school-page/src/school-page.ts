import type { PeproClient } from "@pepro/client";
import { element } from "./element.ts";
import { impersonationBanner } from "./impersonation-banner.ts";
import { signInDialog } from "./sign-in-form.ts";
import type { Visit } from "./visit.ts";

/** The whole page. @param onChange runs when somebody signed in or out. */
export function schoolPage(client: PeproClient, visit: Visit, onChange: () => void): Node[] {
  const { texts, theme } = visit;
  return [
    element("a", { class: "skip", href: "#content" }, texts.skip),
    ...impersonationBanner(client, visit, onChange),
    element(
      "header",
      { class: "top" },
      element("div", { class: "name" }, ...logo(theme.logoUrl), theme.schoolName),
      ...account(client, visit, onChange),
    ),
    element(
      "main",
      { id: "content", tabindex: "-1" },
      element("h1", {}, greeting(visit)),
      element("p", { class: "lead" }, texts.space),
      element("h2", {}, texts.modulesTitle),
      moduleList(visit),
    ),
  ];
}

function greeting({ texts, theme, session }: Visit): string {
  return session ? texts.hello.replace("{name}", session.user.firstName) : theme.schoolName;
}

/** The name stands beside it: the picture says nothing more. */
function logo(src: string | undefined): Node[] {
  return src ? [element("img", { src, alt: "", height: "32" })] : [];
}

function account(client: PeproClient, visit: Visit, onChange: () => void): Node[] {
  const { texts, session } = visit;
  if (!session) {
    const dialog = signInDialog(client, visit, onChange);
    const open = element("button", { type: "button", class: "on-color" }, texts.signIn);
    open.addEventListener("click", () => dialog.showModal());
    return [open, dialog];
  }
  const leave = element("button", { type: "button", class: "on-color" }, texts.signOut);
  leave.addEventListener("click", () => client.auth.signOut().finally(onChange));
  const { fullName, userType } = session.user;
  return [element("p", { class: "who" }, fullName, element("span", {}, texts.roles[userType])), leave];
}

/** In the order of the texts; a module that this page does not know yet is named as the server names it. */
function moduleList({ texts, modules }: Visit): Node {
  const words: Readonly<Record<string, { name: string; about: string }>> = texts.modules;
  const named = [...new Set([...Object.keys(words), ...Object.keys(modules)])];
  const enabled = named.filter((name) => modules[name]);
  if (enabled.length === 0) return element("p", {}, texts.noModules);
  const cards = enabled.map((name) => {
    const { name: title, about } = words[name] ?? { name, about: "" };
    const tile = element("span", { class: "tile", "aria-hidden": "true" }, title.charAt(0));
    return element("li", {}, tile, element("h3", {}, title), element("p", {}, about));
  });
  return element("ul", { class: "modules" }, ...cards);
}
