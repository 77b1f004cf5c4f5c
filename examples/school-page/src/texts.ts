import type { Language } from "@pepro/client";
import type { UserType } from "@pepro/contracts";
import { everyModule, type ModuleName } from "@pepro/contracts/modules";

type Texts = {
  modules: Record<ModuleName, { name: string; about: string }>;
  roles: Record<UserType, string>;
} & Record<
  | "space"
  | "modulesTitle"
  | "noModules"
  | "skip"
  | "signIn"
  | "signInTitle"
  | "signOut"
  | "email"
  | "password"
  | "codeTitle"
  | "codeAbout"
  | "code"
  | "codeCheck"
  | "hello"
  | "actingLabel"
  | "acting"
  | "actingUntil"
  | "leave"
  | "failed"
  | "retry",
  string
>;

/** `{name}` is replaced. A text that is missing in either language does not compile. */
export const TEXTS: Readonly<Record<Language, Texts>> = {
  fr: {
    space: "L'espace numérique de l'établissement, pour les élèves, leurs familles et les équipes.",
    modulesTitle: "Les modules de l'établissement",
    noModules: "Aucun module n'est activé pour le moment.",
    skip: "Aller au contenu",
    signIn: "Se connecter",
    signInTitle: "Connexion",
    signOut: "Se déconnecter",
    email: "Adresse e-mail",
    password: "Mot de passe",
    codeTitle: "Vérification",
    codeAbout: "Les six chiffres de votre application d'authentification, ou un code de secours.",
    code: "Code",
    codeCheck: "Vérifier le code",
    hello: "Bonjour {name}",
    actingLabel: "Vous agissez à la place de quelqu'un",
    acting: "{by}, vous agissez ici en tant que {name}.",
    actingUntil: "Jusqu'à {time} au plus tard.",
    leave: "Quitter l'établissement",
    failed: "La page n'a pas pu être chargée",
    retry: "Réessayer",
    roles: {
      student: "Élève",
      parent: "Parent",
      teacher: "Enseignant",
      admin: "Administrateur",
      superadmin: "Super-administrateur",
    },
    modules: everyModule((module) => module.fr),
  },
  en: {
    space: "The school's online space, for pupils, their families and the staff.",
    modulesTitle: "The school's modules",
    noModules: "No module is switched on yet.",
    skip: "Skip to the content",
    signIn: "Sign in",
    signInTitle: "Sign in",
    signOut: "Sign out",
    email: "E-mail address",
    password: "Password",
    codeTitle: "Verification",
    codeAbout: "The six digits of your authenticator application, or a recovery code.",
    code: "Code",
    codeCheck: "Check the code",
    hello: "Hello {name}",
    actingLabel: "You are acting in somebody's place",
    acting: "{by}, you are acting here as {name}.",
    actingUntil: "Until {time} at the latest.",
    leave: "Leave the school",
    failed: "The page could not be loaded",
    retry: "Try again",
    roles: {
      student: "Pupil",
      parent: "Parent",
      teacher: "Teacher",
      admin: "Administrator",
      superadmin: "Super-administrator",
    },
    modules: everyModule((module) => module.en),
  },
};
