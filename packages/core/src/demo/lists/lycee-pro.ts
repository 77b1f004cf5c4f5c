import { type Competence, type Curriculum, room, subject } from "./curriculum.ts";

const competence = (code: string, title: string): Competence => ({ code, title, domain: null, cycle: null });

const BAC_PRO = { LHG: 4, MPC: 4, ANG: 2, ELT: 8, NUM: 3, PSE: 1, AAP: 1, EPS: 3 };

export const lyceePro: Curriculum = {
  reports: "semester",
  levels: [
    { code: "CAP1", name: "Première année de CAP", age: 15 },
    { code: "CAP2", name: "Deuxième année de CAP", age: 16 },
    { code: "2de PRO", name: "Seconde professionnelle", age: 15 },
    { code: "1re PRO", name: "Première professionnelle", age: 16 },
    { code: "Tle PRO", name: "Terminale professionnelle", age: 17 },
  ],
  subjects: [
    subject("LHG", "Lettres, histoire-géographie et EMC", "#C62828", {
      work: "letters",
      coefficient: 2,
      competences: "REDIGER",
      topics:
        "Dire, écrire, lire le métier; S'informer, informer; L'expansion du monde connu; Devenir soi, écritures autobiographiques; L'Amérique et l'Europe en révolution; Une circulation croissante des hommes et des biens",
    }),
    subject("MPC", "Mathématiques, physique-chimie", "#1565C0", {
      work: "maths",
      coefficient: 2,
      competences: "RAISONNER",
      topics:
        "Proportionnalité et pourcentages; Statistique à une variable; Équations du premier degré; Sécurité électrique; Puissance et énergie; Fonctions affines; Transmission de l'information; Trigonométrie",
    }),
    subject("ANG", "Anglais", "#283593", {
      work: "language",
      competences: "COMMUNIQUER",
      topics:
        "Introducing my school; Safety at work; A job interview; Reading a data sheet; Travelling for work; Writing an e-mail",
    }),
    subject("ELT", "Électrotechnique (atelier)", "#EF6C00", {
      work: "workshop",
      coefficient: 4,
      block: 4,
      competences: "REALISER CONTROLER PREPARER",
      topics:
        "Habilitation électrique; Installation d'un va-et-vient; Tableau de répartition; Câblage d'un départ moteur; Chauffage et régulation; Recherche de panne; Mise en service d'une armoire",
    }),
    subject("NUM", "Réseaux et objets connectés", "#6A1B9A", {
      work: "workshop",
      coefficient: 2,
      block: 3,
      competences: "PREPARER COMMUNIQUER",
      topics: "Câbler une prise réseau; Adressage IP; La maison connectée; Le bus KNX; Vidéophonie",
    }),
    subject("DES", "Dessin technique", "#546E7A", {
      work: "workshop",
      block: 2,
      competences: "PREPARER",
      topics: "Lire un plan d'architecte; Schéma développé; Schéma architectural; Symboles normalisés",
    }),
    subject("PSE", "Prévention, santé, environnement", "#2E7D32", {
      work: "science",
      competences: "PREPARER",
      topics:
        "Les risques du métier; Le sommeil; Les gestes qui sauvent; L'alimentation; Le tri des déchets de chantier",
    }),
    subject("AAP", "Arts appliqués", "#AD1457", {
      work: "art",
      topics: "La couleur dans l'habitat; Design et lumière; Affiche et typographie",
    }),
    subject("EPS", "Éducation physique et sportive", "#558B2F", {
      work: "sport",
      block: 2,
      topics: "Musculation; Badminton; Futsal; Course en durée; Step",
    }),
  ],
  classes: [
    {
      name: "CAP 1 ELEC",
      level: "CAP1",
      track: "CAP Électricien",
      pupils: 15,
      hours: { LHG: 3, MPC: 3, ANG: 2, ELT: 11, DES: 2, PSE: 2, AAP: 1, EPS: 3 },
    },
    {
      name: "2de MTNE",
      level: "2de PRO",
      track: "Métiers des transitions numérique et énergétique",
      pupils: 15,
      hours: BAC_PRO,
    },
    { name: "1re MELEC", level: "1re PRO", track: "Bac pro MELEC", pupils: 15, hours: BAC_PRO },
    { name: "Tle MELEC", level: "Tle PRO", track: "Bac pro MELEC", pupils: 15, hours: { ...BAC_PRO, MPC: 3 } },
  ],
  posts: [
    { subjects: ["LHG"], room: "01" },
    { subjects: ["MPC"], room: "02" },
    { subjects: ["ANG"], room: "03" },
    { subjects: ["ELT"], room: "Atelier 1", classes: ["CAP 1 ELEC", "2de MTNE"] },
    { subjects: ["ELT"], room: "Atelier 2", classes: ["1re MELEC", "Tle MELEC"] },
    { subjects: ["NUM", "DES"], room: "Salle réseaux" },
    { subjects: ["PSE", "AAP"], room: "04" },
    { subjects: ["EPS"], room: "Gymnase" },
  ],
  rooms: [
    room("01", "Bâtiment des Cours", "classroom", 32),
    room("02", "Bâtiment des Cours", "classroom", 32),
    room("03", "Bâtiment des Cours", "classroom", 32),
    room("04", "Bâtiment des Cours", "classroom", 32),
    room("Salle réseaux", "Bâtiment des Cours", "computer", 18),
    room("Atelier 1", "Halle technique", "workshop", 18),
    room("Atelier 2", "Halle technique", "workshop", 18),
    room("Atelier 3", "Halle technique", "workshop", 16),
    room("Gymnase", "Plateau sportif", "gymnasium", 90),
    room("CDI", "Bâtiment des Cours", "library", 40),
    room("Permanence", "Bâtiment des Cours", "study", 50),
  ],
  competences: [
    competence("PREPARER", "Analyser les conditions de l'intervention et la préparer"),
    competence("REALISER", "Réaliser une installation de manière écoresponsable"),
    competence("CONTROLER", "Contrôler et mettre en service une installation"),
    competence("COMMUNIQUER", "Communiquer avec le client et l'équipe"),
    competence("REDIGER", "S'exprimer à l'oral et à l'écrit dans un contexte professionnel"),
    competence("RAISONNER", "S'approprier, raisonner, valider un résultat"),
  ],
};
