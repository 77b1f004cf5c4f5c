import type { Lang } from "./language.ts";

/**
 * Every sentence the dialect can say, as `[English, French]`. Keys are DRF's own error codes where it has one.
 * A text with one entry is missing from the French catalogs of the recorded versions: French clients see English.
 * Spaces written `\u00a0` are no-break in the catalogs; the others are plain there too, as is each apostrophe.
 */
const TEXTS = {
  // fields
  required: ["This field is required.", "Ce champ est obligatoire."],
  null: ["This field may not be null.", "Ce champ ne peut être nul."],
  blank: ["This field may not be blank.", "Ce champ ne peut être vide."],
  invalid: ["Invalid value.", "Valeur non valide."],
  not_a_string: ["Not a valid string."],
  max_length: [
    "Ensure this field has no more than {max_length} characters.",
    "Assurez-vous que ce champ comporte au plus {max_length}\u00a0caractères.",
  ],
  min_length: [
    "Ensure this field has at least {min_length} characters.",
    "Assurez-vous que ce champ comporte au moins {min_length}\u00a0caractères.",
  ],
  null_characters: ["Null characters are not allowed.", "Le caractère nul n’est pas autorisé."],
  surrogate_characters: ["Surrogate characters are not allowed: U+{code_point}."],
  email: ["Enter a valid email address.", "Saisissez une adresse e-mail valide."],
  url: ["Enter a valid URL.", "Saisissez une URL valide."],
  slug: [
    'Enter a valid "slug" consisting of letters, numbers, underscores or hyphens.',
    "Ce champ ne doit contenir que des lettres, des nombres, des tirets bas _ et des traits d'union.",
  ],
  pattern: ["This value does not match the required pattern.", "Cette valeur ne satisfait pas le motif imposé."],
  integer: ["A valid integer is required.", "Un nombre entier valide est requis."],
  max_string_length: ["String value too large.", "Chaîne de caractères trop longue."],
  max_value: [
    "Ensure this value is less than or equal to {max_value}.",
    "Assurez-vous que cette valeur est inférieure ou égale à\u00a0{max_value}.",
  ],
  min_value: [
    "Ensure this value is greater than or equal to {min_value}.",
    "Assurez-vous que cette valeur est supérieure ou égale à\u00a0{min_value}.",
  ],
  boolean: ["Must be a valid boolean."],
  invalid_choice: ['"{input}" is not a valid choice.', "«\u00a0{input}\u00a0» n'est pas un choix valide."],
  json: ["Value must be valid JSON.", "La valeur doit être un JSON valide."],
  uuid: ["Must be a valid UUID."],
  pk_not_a_uuid: ["“{value}” is not a valid UUID.", "La valeur «\u00a0{value}\u00a0» n’est pas un UUID valide."],
  does_not_exist: [
    'Invalid pk "{pk_value}" - object does not exist.',
    "Clé primaire «\u00a0{pk_value}\u00a0» non valide - l'objet n'existe pas.",
  ],
  incorrect_type: [
    "Incorrect type. Expected pk value, received {data_type}.",
    "Type incorrect. Attendait une clé primaire, a reçu {data_type}.",
  ],
  unique: ["This field must be unique.", "Ce champ doit être unique."],
  unique_in_model: [
    "{model_name} with this {field_label} already exists.",
    "Un objet {model_name} avec ce champ {field_label} existe déjà.",
  ],

  // whole bodies
  not_a_dict: [
    "Invalid data. Expected a dictionary, but got {datatype}.",
    "Donnée non valide. Attendait un dictionnaire, a reçu {datatype}.",
  ],
  no_data: ["No data provided"],
  json_parse_error: ["JSON parse error - {reason}"],
  multipart_parse_error: ["Multipart form parse error - {reason}"],
  body_too_large: ["The request body is too large.", "Le corps de la requête est trop volumineux."],

  // whole answers
  not_authenticated: ["Authentication credentials were not provided.", "Informations d'authentification non fournies."],
  authentication_failed: ["Incorrect authentication credentials.", "Informations d'authentification incorrectes."],
  permission_denied: [
    "You do not have permission to perform this action.",
    "Vous n'avez pas la permission d'effectuer cette action.",
  ],
  not_found: ["Not found.", "Pas trouvé."],
  invalid_page: ["Invalid page.", "Page non valide."],
  method_not_allowed: ['Method "{method}" not allowed.', "Méthode «\u00a0{method}\u00a0» non autorisée."],
  not_acceptable: ["Could not satisfy the request Accept header.", "L'en-tête « Accept » n'a pas pu être satisfaite."],
  unsupported_media_type: [
    'Unsupported media type "{media_type}" in request.',
    "Type de média «\u00a0{media_type}\u00a0» non supporté.",
  ],
  throttled: ["Request was throttled.", "Requête ralentie."],
  throttled_second: ["Expected available in {wait} second."],
  throttled_seconds: ["Expected available in {wait} seconds."],
  server_error: ["A server error occurred.", "Une erreur du serveur est survenue."],

  // tokens (simplejwt)
  bad_authorization_header: [
    "Authorization header must contain two space-delimited values",
    "L'en-tête 'Authorization' doit contenir deux valeurs séparées par des espaces",
  ],
  token_not_valid: ["Given token not valid for any token type", "Le type de jeton fourni n'est pas valide"],
  token_invalid_or_expired: ["Token is invalid or expired", "Le jeton est invalide ou expiré"],
  token_wrong_type: ["Token has wrong type", "Le jeton a un type erroné"],
  token_blacklisted: ["Token is blacklisted", "Le jeton a été banni"],
  token_no_id: ["Token has no id", "Le jeton n'a pas d'id"],
  token_no_type: ["Token has no type", "Le jeton n'a pas de type"],
  token_no_user: [
    "Token contained no recognizable user identification",
    "Le jeton ne contient aucune information permettant d'identifier l'utilisateur",
  ],
  user_not_found: ["User not found", "L'utilisateur n'a pas été trouvé"],
  user_inactive: ["User is inactive", "L'utilisateur est désactivé"],
} as const satisfies Record<string, readonly [en: string, fr?: string]>;

type Texts = typeof TEXTS;
type Names<Template> = Template extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Params<Key extends TextKey> = [Names<Texts[Key][0]>] extends [never]
  ? []
  : [params: Record<Names<Texts[Key][0]>, string | number | bigint>];

export type TextKey = keyof Texts;

/** A sentence by its key; the parameters a sentence takes are checked by its type. */
export type Text = <Key extends TextKey>(key: Key, ...params: Params<Key>) => string;

/**
 * The sentences in one language.
 *
 * @example textFor("fr")("method_not_allowed", { method: "GET" }) // Méthode « GET » non autorisée.
 */
export function textFor(lang: Lang): Text {
  return (key, ...params) => {
    const [english, french = english]: readonly [string, string?] = TEXTS[key];
    const template = lang === "fr" ? french : english;
    const given: Record<string, unknown> = params[0] ?? {};
    return template.replace(/\{(\w+)\}/g, (_, name: string) => String(given[name]));
  };
}
