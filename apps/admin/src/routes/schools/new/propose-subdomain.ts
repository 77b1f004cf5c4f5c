import { type SchoolType, SUBDOMAIN_MAX, subdomainFault } from "@pepro/contracts";

/** Characters of a proposal: longer ones are no use to who types them. */
const PROPOSED_MAX = 40;

/** «Lycée professionnel Les Forges» becomes `lycee-pro-les-forges`: what the name says, cut between two words. */
export function proposeSubdomain(name: string): string {
  const whole = slug(name)
    .replace(/^lycee-professionnel(?=-|$)/, "lycee-pro")
    .replace(/^(?:\d[a-z0-9]*(?:-|$))+/, "");
  if (whole.length <= PROPOSED_MAX) return whole;
  const cut = whole.slice(0, PROPOSED_MAX + 1);
  return cut.slice(0, Math.max(cut.lastIndexOf("-"), 1)).replace(/-$/, "");
}

/** What to try where a subdomain is taken: with the city, with the département, with a number. */
export function alternativesTo(
  subdomain: string,
  { city, postalCode }: { city: string; postalCode: string },
): string[] {
  const endings = [slug(city), postalCode.trim().slice(0, 2), "2", "3"];
  const wanted = endings
    .filter((ending) => ending !== "" && !subdomain.endsWith(`-${ending}`))
    .map((ending) => `${subdomain}-${ending}`);
  return [...new Set(wanted)].filter((label) => label.length <= SUBDOMAIN_MAX && subdomainFault(label) === undefined);
}

/** The type a name begins with; undefined where it says none. */
export function typeIn(name: string): SchoolType | undefined {
  const start = slug(name);
  if (/^(lycee-pro(fessionnel)?|lp|lycee-des-metiers)(-|$)/.test(start)) return "lycee_pro";
  if (/^lycee(-|$)/.test(start)) return "lycee";
  return /^college(-|$)/.test(start) ? "college" : undefined;
}

/** Lower-case letters without accents, digits, single hyphens. */
function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}
