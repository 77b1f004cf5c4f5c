import type { Translation } from "../text.ts";
import type fr from "./fr.ts";

export default {
  title: "Domains",
  about: "The addresses the school answers at. The main one comes from its subdomain and cannot be removed.",
  domain: "Domain",
  "domain.hint": "A whole name, without https:// or a path.",
  "domain.read": "Will be added: {domain}",
  kind: "Role",
  "kind.main": "Main",
  "kind.primary": "Preferred",
  "kind.alternative": "Additional",
  since: "Added",
  actions: "Actions",
  open: "Open {domain}",
  remove: "Remove {domain}",
  "add.title": "Add a domain",
  "add.about": "It answers as soon as it is added, if its DNS leads to the platform.",
  add: "Add the domain",
  added: "{domain} is added",
  primary: "Preferred domain",
  "primary.hint": "Put forward in place of the other additional domains.",
  "refused.own": "{domain} is a domain of this school already.",
  "refused.taken": "{domain} is taken: it belongs or belonged to a school.",
  "refused.reserved": "{domain} is reserved: it is an address of the platform.",
  "removing.title": "Remove {domain}?",
  "removing.about":
    "The school stops answering there at once. Whoever is signed in there must go by another of its addresses. The domain can be given to another school.",
  "removing.action": "Remove the domain",
  removed: "{domain} is removed",
} satisfies Translation<typeof fr>;
