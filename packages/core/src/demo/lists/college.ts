import { type Competence, type Curriculum, room, subject } from "./curriculum.ts";

/** Components of the socle commun (décret 2015-372), assessed in cycle 3 (6e) and cycle 4 (5e to 3e). */
const SOCLE: readonly [string, number, string][] = [
  ["D1.1", 1, "Comprendre, s'exprimer en utilisant la langue française à l'oral et à l'écrit"],
  ["D1.2", 1, "Comprendre, s'exprimer en utilisant une langue étrangère"],
  ["D1.3", 1, "Comprendre, s'exprimer en utilisant les langages mathématiques, scientifiques et informatiques"],
  ["D1.4", 1, "Comprendre, s'exprimer en utilisant les langages des arts et du corps"],
  ["D2", 2, "Les méthodes et outils pour apprendre"],
  ["D3", 3, "La formation de la personne et du citoyen"],
  ["D4", 4, "Les systèmes naturels et les systèmes techniques"],
  ["D5", 5, "Les représentations du monde et l'activité humaine"],
];

const competences: Competence[] = [3, 4].flatMap((cycle) =>
  SOCLE.map(([code, domain, title]) => ({ code: `C${cycle}-${code}`, title, domain, cycle })),
);

export const college: Curriculum = {
  reports: "trimester",
  levels: [
    { code: "6e", name: "Sixième", age: 11 },
    { code: "5e", name: "Cinquième", age: 12 },
    { code: "4e", name: "Quatrième", age: 13 },
    { code: "3e", name: "Troisième", age: 14 },
  ],
  subjects: [
    subject("FRA", "Français", "#C62828", {
      work: "letters",
      competences: "D1.1 D2",
      topics:
        "Le récit d'aventures; Accord du verbe avec son sujet; La lettre et le journal; Héros et héroïnes; Les expansions du nom; Le théâtre, de la page à la scène; Poésie et images du monde; Écrire une nouvelle",
    }),
    subject("MAT", "Mathématiques", "#1565C0", {
      work: "maths",
      competences: "D1.3 D4",
      topics:
        "Enchaînements d'opérations; Nombres relatifs; Triangles et angles; Fractions; Proportionnalité; Symétries et translations; Statistiques; Calcul littéral; Aires et volumes",
    }),
    subject("HGE", "Histoire-géographie-EMC", "#6D4C41", {
      work: "history",
      competences: "D5 D3",
      topics:
        "Se repérer dans le temps long; Habiter une métropole; Pouvoirs et empires; Les mobilités humaines; Villes et échanges; Droits et devoirs de l'élève; Les espaces ruraux; Liberté, égalité, fraternité",
    }),
    subject("ANG", "Anglais LV1", "#283593", {
      work: "language",
      competences: "D1.2",
      topics:
        "Talking about yourself; Daily routines; Food and festivals; School in the UK; Telling a story in the past; Rules and permissions; Famous places; Plans for the future",
    }),
    subject("ESP", "Espagnol LV2", "#EF6C00", {
      work: "language",
      competences: "D1.2",
      topics:
        "Presentarse; La familia y los amigos; Mi barrio; Los gustos; El tiempo libre; Un viaje a Andalucía; Contar en pasado",
    }),
    subject("SVT", "Sciences de la vie et de la Terre", "#2E7D32", {
      work: "science",
      competences: "D4",
      topics:
        "Peuplement d'un milieu; La respiration; Séismes et volcans; La nutrition des végétaux; Météo et climat; La reproduction; Le système nerveux",
    }),
    subject("PHC", "Physique-chimie", "#00838F", {
      work: "science",
      competences: "D4 D1.3",
      topics:
        "États de la matière; Mélanges et solutions; Circuits électriques; La lumière; Vitesse et mouvement; L'énergie et ses conversions",
    }),
    subject("TEC", "Technologie", "#546E7A", {
      work: "science",
      competences: "D4",
      topics: "Analyser un objet technique; Modéliser en trois dimensions; Programmer un robot; Matériaux et recyclage",
    }),
    subject("ART", "Arts plastiques", "#AD1457", {
      work: "art",
      competences: "D1.4",
      topics: "La ressemblance; L'objet détourné; Images et récit; L'espace en trois dimensions",
    }),
    subject("MUS", "Éducation musicale", "#8E24AA", {
      work: "art",
      competences: "D1.4",
      topics: "La voix et le rythme; Musique et image; Chanter ensemble; Timbres et instruments",
    }),
    subject("EPS", "Éducation physique et sportive", "#558B2F", {
      work: "sport",
      block: 2,
      competences: "D1.4",
      topics: "Demi-fond; Badminton; Gymnastique; Handball; Danse; Course d'orientation",
    }),
  ],
  classes: [
    {
      name: "6e A",
      level: "6e",
      track: "",
      pupils: 15,
      hours: { FRA: 5, MAT: 5, HGE: 3, ANG: 4, SVT: 2, PHC: 1, ART: 1, MUS: 1, EPS: 4 },
    },
    {
      name: "5e A",
      level: "5e",
      track: "",
      pupils: 15,
      hours: { FRA: 4, MAT: 4, HGE: 3, ANG: 3, ESP: 3, SVT: 2, PHC: 1, TEC: 1, ART: 1, MUS: 1, EPS: 3 },
    },
    {
      name: "4e A",
      level: "4e",
      track: "",
      pupils: 15,
      hours: { FRA: 4, MAT: 4, HGE: 3, ANG: 3, ESP: 3, SVT: 1, PHC: 2, TEC: 1, ART: 1, MUS: 1, EPS: 3 },
    },
    {
      name: "3e A",
      level: "3e",
      track: "",
      pupils: 15,
      hours: { FRA: 4, MAT: 4, HGE: 3, ANG: 3, ESP: 2, SVT: 2, PHC: 2, TEC: 1, ART: 1, MUS: 1, EPS: 3 },
    },
  ],
  posts: [
    { subjects: ["FRA"], room: "101" },
    { subjects: ["MAT"], room: "102" },
    { subjects: ["HGE"], room: "103" },
    { subjects: ["ANG"], room: "104" },
    { subjects: ["ESP"], room: "105" },
    { subjects: ["SVT", "TEC"], room: "Labo SVT" },
    { subjects: ["PHC"], room: "Labo physique" },
    { subjects: ["ART", "MUS"], room: "Salle des arts" },
    { subjects: ["EPS"], room: "Gymnase" },
  ],
  rooms: [
    room("101", "Bâtiment A"),
    room("102", "Bâtiment A"),
    room("103", "Bâtiment A", "classroom", 30, false),
    room("104", "Bâtiment A", "classroom", 30, false),
    room("105", "Bâtiment A", "classroom", 28, false),
    room("Labo SVT", "Bâtiment B", "laboratory", 28),
    room("Labo physique", "Bâtiment B", "laboratory", 28),
    room("Salle des arts", "Bâtiment B"),
    room("Salle informatique", "Bâtiment B", "computer", 24),
    room("Gymnase", "Stade", "gymnasium", 90),
    room("CDI", "Bâtiment A", "library", 50),
    room("Permanence", "Bâtiment A", "study", 60),
  ],
  competences,
};
