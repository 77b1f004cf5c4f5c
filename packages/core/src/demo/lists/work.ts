import type { WorkKind } from "./curriculum.ts";

export type EvaluationKind = "written" | "oral" | "quiz" | "homework" | "practical" | "project" | "mock_exam";
export type Submission = "none" | "online" | "paper";

/** How a kind of subject words its work; `{topic}` is the topic of the week. */
export type Wording = {
  activities: readonly string[];
  homework: readonly { title: string; instructions: string; minutes: number; submission: Submission }[];
  evaluations: readonly EvaluationWording[];
};

export type EvaluationWording = { title: string; kind: EvaluationKind; maxScore: number; coefficient: number };

const task = (title: string, instructions: string, minutes: number, submission: Submission = "none") => ({
  title,
  instructions,
  minutes,
  submission,
});

const test = (title: string, kind: EvaluationKind, maxScore = 20, coefficient = 1) => ({
  title,
  kind,
  maxScore,
  coefficient,
});

export const WORDINGS: Readonly<Record<WorkKind, Wording>> = {
  letters: {
    activities: [
      "Lecture à voix haute et premières impressions. Relevé du vocabulaire, puis bilan noté dans le cahier.",
      "Étude guidée du texte en groupes, mise en commun au tableau. Fiche de synthèse distribuée.",
      "Atelier d'écriture : premier jet, relecture à deux avec la grille d'autocorrection.",
    ],
    homework: [
      task("Relire le texte étudié", "{topic} : relire le texte et répondre aux questions 1 à 4 au brouillon.", 30),
      task("Rédaction", "{topic} : rédiger une page et demie, relue avec la grille. À déposer en ligne.", 60, "online"),
      task("Lecture suivie", "Lire jusqu'à la fin du chapitre 3 et noter trois questions à poser à la classe.", 45),
    ],
    evaluations: [
      test("Rédaction : {topic}", "written", 20, 2),
      test("Lecture et compréhension : {topic}", "written"),
      test("Dictée préparée", "quiz", 10, 0.5),
    ],
  },
  maths: {
    activities: [
      "Correction des exercices, activité de découverte, puis trace écrite du cours.",
      "Exercices d'application en autonomie, correction par les élèves au tableau.",
      "Questions flash, résolution d'un problème en groupes de trois.",
    ],
    homework: [
      task("Exercices d'entraînement", "{topic} : exercices 12, 15 et 18 p. 64.", 25),
      task("Apprendre le cours", "{topic} : savoir refaire les exemples du cahier sans regarder.", 20),
      task("Devoir maison", "{topic} : problème ouvert, démarche détaillée. À rendre sur copie.", 60, "paper"),
    ],
    evaluations: [
      test("Contrôle : {topic}", "written", 20, 2),
      test("Interrogation : {topic}", "quiz", 10),
      test("Devoir maison : {topic}", "homework", 20, 0.5),
    ],
  },
  science: {
    activities: [
      "Travaux pratiques en binômes : hypothèses, protocole, mesures. Compte rendu à terminer.",
      "Analyse de documents et schéma bilan. Le vocabulaire du chapitre est à connaître.",
      "Mise en commun des résultats, discussion des écarts, conclusion rédigée ensemble.",
    ],
    homework: [
      task("Terminer le compte rendu", "{topic} : finir le tableau de mesures et la conclusion.", 30, "online"),
      task("Apprendre le bilan", "{topic} : schéma légendé et définitions à connaître.", 20),
    ],
    evaluations: [test("Évaluation : {topic}", "written", 20, 2), test("Travaux pratiques : {topic}", "practical")],
  },
  language: {
    activities: [
      "Compréhension orale, repérage des mots clés, puis reformulation à deux.",
      "Jeu de rôles en binômes. Point de langue noté dans le cahier.",
      "Lecture d'un article court et débat guidé.",
    ],
    homework: [
      task("Vocabulaire", "{topic}: apprendre la liste de la leçon, dans les deux sens.", 20),
      task("Enregistrement", "{topic}: s'enregistrer une minute et déposer le fichier ou le texte.", 30, "online"),
    ],
    evaluations: [
      test("Expression orale: {topic}", "oral"),
      test("Test de vocabulaire: {topic}", "quiz", 10, 0.5),
      test("Compréhension écrite: {topic}", "written", 20, 2),
    ],
  },
  history: {
    activities: [
      "Étude de cas à partir de trois documents. Carte mentale construite ensemble.",
      "Cours dialogué et frise complétée. Définitions à retenir surlignées.",
      "Travail en îlots sur un corpus de documents, restitution orale.",
    ],
    homework: [
      task("Réviser le chapitre", "{topic} : savoir raconter et situer sur la carte.", 30),
      task("Croquis", "{topic} : terminer le croquis et sa légende. À rendre sur feuille.", 40, "paper"),
    ],
    evaluations: [test("Étude de documents : {topic}", "written", 20, 2), test("Repères : {topic}", "quiz", 10)],
  },
  art: {
    activities: [
      "Pratique en petits groupes, puis verbalisation collective.",
      "Découverte d'une œuvre et croquis d'étude.",
    ],
    homework: [task("Apporter le matériel", "{topic} : apporter trois images ou objets en rapport avec le sujet.", 15)],
    evaluations: [test("Réalisation : {topic}", "project"), test("Carnet de recherche", "practical", 20, 0.5)],
  },
  sport: {
    activities: [
      "Échauffement, situations d'apprentissage, match ou parcours chronométré.",
      "Ateliers par niveau, bilan collectif.",
    ],
    homework: [],
    evaluations: [test("Évaluation de fin de séquence : {topic}", "practical")],
  },
  workshop: {
    activities: [
      "Lecture du dossier technique, préparation du poste, consignes de sécurité rappelées.",
      "Câblage sur platine, contrôle hors tension, puis mise sous tension avec le professeur.",
      "Mise en situation : demande d'un client, choix du matériel, devis sommaire.",
    ],
    homework: [
      task(
        "Dossier de réalisation",
        "{topic} : compléter le schéma et la nomenclature. À déposer en ligne.",
        45,
        "online",
      ),
      task("Réviser les consignes", "{topic} : revoir la procédure de consignation et les EPI.", 20),
    ],
    evaluations: [
      test("Épreuve pratique : {topic}", "practical", 20, 3),
      test("Technologie : {topic}", "written", 20, 1),
      test("Projet : {topic}", "project", 20, 2),
    ],
  },
};

export const REMARKS: readonly string[] = [
  "Très bon travail.",
  "Des progrès, continue ainsi.",
  "Attention à la rédaction.",
  "Le cours n'est pas su.",
  "Bonne démarche, erreurs de calcul.",
  "Copie soignée.",
];

export const FEEDBACK: readonly string[] = [
  "Travail complet et soigné.",
  "C'est bien ; pense à justifier chaque réponse.",
  "Il manque la conclusion, à reprendre.",
  "Bonne lecture de la consigne.",
];

/** What the conseil de classe says, by the general average it takes at least. */
export const APPRECIATIONS: readonly { from: number; text: string }[] = [
  {
    from: 16,
    text: "Excellent ensemble, porté par un travail régulier et une participation de qualité. Félicitations.",
  },
  { from: 14, text: "Très bon bilan. Le sérieux paie dans toutes les matières. Compliments du conseil." },
  { from: 12, text: "Ensemble satisfaisant. Une participation plus active permettrait d'aller plus loin." },
  { from: 10, text: "Résultats corrects mais irréguliers. Le travail à la maison doit être approfondi." },
  { from: 8, text: "Ensemble fragile. Il faut revoir les méthodes et demander de l'aide sans attendre." },
  {
    from: 0,
    text: "Des difficultés importantes. Un accompagnement est proposé ; la famille est invitée à prendre rendez-vous.",
  },
];
