import type { Texts } from "../text.ts";

export default {
  title: "Connexion",
  heading: "Connexion à PeproScolaire",
  description: "Administration des établissements",
  email: "Adresse e-mail",
  password: "Mot de passe",
  "password.show": "Afficher le mot de passe",
  "password.hide": "Masquer le mot de passe",
  action: "Se connecter",
  expired: "Votre session a expiré. Connectez-vous pour reprendre où vous en étiez.",
  wait: { one: "Réessayer dans {count} seconde", other: "Réessayer dans {count} secondes" },
  forgotten: "Mot de passe oublié ?",
  late: "Le code n'est pas venu à temps. Recommencez par l'adresse et le mot de passe.",
} as const satisfies Texts;
