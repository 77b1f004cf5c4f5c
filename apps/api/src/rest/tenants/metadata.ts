import type { FieldSpecs } from "../drf/field-spec.ts";

const INT4 = { min: -2_147_483_648, max: 2_147_483_647 };
const READ_ONLY = { readOnly: true } as const;
const OPTIONAL = { required: false } as const;

const SCHOOL: FieldSpecs = {
  id: { kind: "uuid", ...READ_ONLY },
  name: { kind: "char", label: "Nom de l'établissement", maxLength: 200 },
  school_type: {
    kind: "choice",
    label: "Type d'établissement",
    choices: { college: "Collège", lycee: "Lycée", lycee_pro: "Lycée Professionnel" },
  },
  address: { kind: "char", label: "Adresse" },
  postal_code: { kind: "char", label: "Code postal", maxLength: 5 },
  city: { kind: "char", label: "Ville", maxLength: 100 },
  phone: { kind: "char", label: "Téléphone", maxLength: 14 },
  email: { kind: "email", label: "Courriel", maxLength: 254 },
  website: { kind: "url", ...OPTIONAL, label: "Site web", maxLength: 200 },
  logo: { kind: "image", ...OPTIONAL, label: "Logo", maxLength: 100 },
  subdomain: { kind: "slug", label: "Sous-domaine", maxLength: 50 },
  is_active: { kind: "boolean", ...OPTIONAL },
  created_at: { kind: "datetime", ...READ_ONLY },
};

const DOMAIN: FieldSpecs = {
  id: { kind: "uuid", ...READ_ONLY },
  domain: { kind: "char", helpText: "Domaine alternatif (ex: lycee-morvan.ac-paris.fr)", maxLength: 253 },
  is_primary: { kind: "boolean", ...OPTIONAL, helpText: "Indique si c'est le domaine principal" },
  created_at: { kind: "datetime", ...READ_ONLY },
};

const SETTINGS: FieldSpecs = {
  enable_email_notifications: { kind: "boolean", ...OPTIONAL, helpText: "Activer les notifications par email" },
  enable_sms_notifications: { kind: "boolean", ...OPTIONAL, helpText: "Activer les notifications par SMS" },
  password_min_length: { kind: "integer", ...OPTIONAL, ...INT4, helpText: "Longueur minimale des mots de passe" },
  session_timeout_minutes: { kind: "integer", ...OPTIONAL, ...INT4, helpText: "Durée de session en minutes" },
  timezone: { kind: "char", ...OPTIONAL, helpText: "Fuseau horaire du tenant", maxLength: 50 },
  language: { kind: "char", ...OPTIONAL, helpText: "Langue par défaut", maxLength: 10 },
  date_format: { kind: "char", ...OPTIONAL, helpText: "Format de date", maxLength: 20 },
  time_format: { kind: "char", ...OPTIONAL, helpText: "Format d'heure", maxLength: 20 },
};

/** A tenant as OPTIONS describes it: old form builders read this. */
export const TENANT_METADATA: FieldSpecs = {
  id: { kind: "uuid", ...READ_ONLY },
  schema_name: { kind: "char", ...READ_ONLY, helpText: "Nom du schéma PostgreSQL (ex: lycee_morvan)" },
  domain_url: {
    kind: "char",
    helpText: "URL complète du sous-domaine (ex: lycee-morvan.peproscolaire.fr)",
    maxLength: 128,
  },
  school: { kind: "nested", ...READ_ONLY, fields: SCHOOL },
  school_id: { kind: "pk" },
  primary_color: { kind: "char", ...OPTIONAL, helpText: "Couleur principale de l'interface", maxLength: 7 },
  secondary_color: { kind: "char", ...OPTIONAL, helpText: "Couleur secondaire de l'interface", maxLength: 7 },
  logo_url: { kind: "url", ...OPTIONAL, helpText: "URL du logo de l'établissement", maxLength: 200 },
  favicon_url: { kind: "url", ...OPTIONAL, helpText: "URL du favicon de l'établissement", maxLength: 200 },
  is_active: { kind: "boolean", ...OPTIONAL, helpText: "Indique si le tenant est actif" },
  created_on: { kind: "date", ...READ_ONLY },
  max_students: { kind: "integer", ...OPTIONAL, ...INT4, helpText: "Nombre maximum d'élèves autorisés" },
  max_storage_gb: { kind: "integer", ...OPTIONAL, ...INT4, helpText: "Espace de stockage maximum en GB" },
  modules_enabled: {
    kind: "json",
    ...OPTIONAL,
    helpText: "Modules activés pour ce tenant (ex: {'attendance': True, 'ai_analytics': False})",
  },
  provisioned_at: { kind: "datetime", ...READ_ONLY, helpText: "Date de provisionnement du tenant" },
  last_accessed_at: { kind: "datetime", ...READ_ONLY, helpText: "Dernière date d'accès au tenant" },
  domains: { kind: "many", ...READ_ONLY, fields: DOMAIN },
  settings: { kind: "nested", ...READ_ONLY, fields: SETTINGS },
  storage_usage_gb: { kind: "computed", ...READ_ONLY },
  student_count: { kind: "computed", ...READ_ONLY },
};

export const SET_DESCRIPTION = "ViewSet pour la gestion des tenants\nAccessible uniquement aux super-administrateurs";
