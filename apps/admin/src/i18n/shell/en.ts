import type { Translation } from "../text.ts";
import type fr from "./fr.ts";

export default {
  skip: "Skip to content",
  "nav.label": "Main navigation",
  "nav.home": "Home",
  "nav.schools": "Schools",
  "nav.newSchool": "Open a school",
  "nav.migrations": "Migrations",
  "nav.apiKeys": "API keys",
  "nav.superAdmins": "Super-admins",
  "nav.audit": "Audit trail",
  "nav.gallery": "Gallery",
  "nav.apiDocs": "API documentation",
  "nav.open": "Open the menu",
  "user.account": "My account",
  "user.signOut": "Sign out",
  "user.signOutFailed": "Signing out failed",
  "palette.open": "Search",
  "palette.title": "Go to a page or a school",
  "palette.placeholder": "Page, school, city…",
  "palette.pages": "Pages",
  "palette.schools": "Schools",
  "palette.none": "Nothing matches “{text}”",
  "notFound.title": "Page not found",
  "notFound.description": "This address leads nowhere. The page may have moved, or the school been deleted.",
  "notFound.action": "Back to home",
} satisfies Translation<typeof fr>;
