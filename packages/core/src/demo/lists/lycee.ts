import { type Competence, type Curriculum, room, subject } from "./curriculum.ts";

const competence = (code: string, title: string): Competence => ({ code, title, domain: null, cycle: null });

export const lycee: Curriculum = {
  reports: "trimester",
  levels: [
    { code: "2de", name: "Seconde générale et technologique", age: 15 },
    { code: "1re", name: "Première", age: 16 },
    { code: "Tle", name: "Terminale", age: 17 },
  ],
  subjects: [
    subject("FRA", "Français", "#C62828", {
      work: "letters",
      competences: "ECRIRE ANALYSER",
      topics:
        "Le roman et ses personnages; Explication linéaire; La poésie, du lyrisme au vers libre; La subordonnée relative; Le théâtre classique; Méthode de la dissertation; La littérature d'idées et la presse; Le commentaire de texte",
    }),
    subject("PHI", "Philosophie", "#4E342E", {
      work: "letters",
      coefficient: 2,
      competences: "ARGUMENTER ANALYSER",
      topics: "La conscience; La vérité; La liberté; Le travail et la technique; La justice et l'État; Le bonheur",
    }),
    subject("MAT", "Mathématiques", "#1565C0", {
      work: "maths",
      coefficient: 2,
      competences: "RAISONNER CALCULER",
      topics:
        "Suites numériques; Fonctions de référence; Dérivation; Vecteurs et droites du plan; Probabilités conditionnelles; Second degré; Fonction exponentielle; Géométrie dans l'espace; Limites et continuité",
    }),
    subject("HGE", "Histoire-géographie-EMC", "#6D4C41", {
      work: "history",
      competences: "ANALYSER ARGUMENTER",
      topics:
        "La Méditerranée, héritages et échanges; Sociétés et environnements; Révolutions et nations; La métropolisation; Les démocraties dans l'entre-deux-guerres; Les mobilités internationales; La République et les libertés",
    }),
    subject("ANG", "Anglais LVA", "#283593", {
      work: "language",
      competences: "COMMUNIQUER",
      topics:
        "Identities and exchanges; Private and public space; Art and power; Science and responsibility; Fictions and realities; Diversity and inclusion",
    }),
    subject("ESP", "Espagnol LVB", "#EF6C00", {
      work: "language",
      competences: "COMMUNIQUER",
      topics:
        "Identidades e intercambios; Espacio privado y espacio público; Arte y poder; Innovación y responsabilidad; Territorio y memoria",
    }),
    subject("SES", "Sciences économiques et sociales", "#00695C", {
      work: "history",
      competences: "ANALYSER ARGUMENTER",
      topics:
        "Comment crée-t-on des richesses ?; La formation des prix; La socialisation; Diplôme, emploi et salaire; Le pouvoir politique",
    }),
    subject("PHC", "Physique-chimie", "#00838F", {
      work: "science",
      coefficient: 2,
      block: 2,
      competences: "EXPERIMENTER RAISONNER",
      topics:
        "La mole; Réactions acide-base; Forces et mouvements; Ondes mécaniques; Lois de l'électricité; Spectres et couleurs; Évolution d'un système chimique; Mouvement dans un champ uniforme",
    }),
    subject("SVT", "Sciences de la vie et de la Terre", "#2E7D32", {
      work: "science",
      block: 2,
      competences: "EXPERIMENTER",
      topics:
        "L'ADN et l'information génétique; La biodiversité au fil du temps; La tectonique des plaques; Agrosystèmes; Hormones et procréation; Érosion et paysages",
    }),
    subject("ESC", "Enseignement scientifique", "#33691E", {
      work: "science",
      block: 2,
      competences: "EXPERIMENTER RAISONNER",
      topics:
        "Une longue histoire de la matière; Le Soleil, notre source d'énergie; La Terre, un astre singulier; Son et musique",
    }),
    subject("SNT", "Sciences numériques et technologie", "#546E7A", {
      work: "science",
      block: 2,
      competences: "RAISONNER",
      topics:
        "Internet; Le Web; Les réseaux sociaux; Les données structurées; Localisation et cartographie; La photographie numérique",
    }),
    subject("EPS", "Éducation physique et sportive", "#558B2F", {
      work: "sport",
      block: 2,
      topics: "Demi-fond; Escalade; Badminton; Musculation; Basket-ball; Danse contemporaine",
    }),
  ],
  classes: [
    {
      name: "2de 1",
      level: "2de",
      track: "",
      pupils: 15,
      hours: { FRA: 4, MAT: 4, HGE: 3, ANG: 3, ESP: 2, SES: 2, PHC: 3, SVT: 2, SNT: 2, EPS: 2 },
    },
    {
      name: "2de 2",
      level: "2de",
      track: "Option théâtre",
      pupils: 15,
      hours: { FRA: 4, MAT: 4, HGE: 3, ANG: 3, ESP: 2, SES: 2, PHC: 3, SVT: 2, SNT: 2, EPS: 2 },
    },
    {
      name: "1re G1",
      level: "1re",
      track: "Mathématiques, physique-chimie, SVT",
      pupils: 15,
      hours: { FRA: 4, MAT: 4, HGE: 3, ANG: 3, ESP: 2, PHC: 4, SVT: 4, ESC: 2, EPS: 2 },
    },
    {
      name: "Tle G1",
      level: "Tle",
      track: "Mathématiques, physique-chimie",
      pupils: 15,
      hours: { PHI: 4, MAT: 6, HGE: 3, ANG: 2, ESP: 2, PHC: 6, ESC: 2, EPS: 2 },
    },
  ],
  posts: [
    { subjects: ["FRA"], room: "A12" },
    { subjects: ["MAT"], room: "A14" },
    { subjects: ["HGE"], room: "A15" },
    { subjects: ["ANG"], room: "A21" },
    { subjects: ["ESP"], room: "A22" },
    { subjects: ["PHC"], room: "Labo C1" },
    { subjects: ["SVT", "ESC"], room: "Labo C2" },
    { subjects: ["SES", "SNT"], room: "Salle B3" },
    { subjects: ["PHI"], room: "A25" },
    { subjects: ["EPS"], room: "Gymnase" },
  ],
  rooms: [
    room("A12", "Bâtiment A", "classroom", 36),
    room("A14", "Bâtiment A", "classroom", 36),
    room("A15", "Bâtiment A", "classroom", 36),
    room("A21", "Bâtiment A", "classroom", 36, false),
    room("A22", "Bâtiment A", "classroom", 36, false),
    room("A25", "Bâtiment A", "classroom", 36, false),
    room("Salle B3", "Bâtiment B", "computer", 32),
    room("Labo C1", "Bâtiment C", "laboratory", 32),
    room("Labo C2", "Bâtiment C", "laboratory", 32),
    room("Gymnase", "Bâtiment D", "gymnasium", 120),
    room("CDI", "Bâtiment B", "library", 80),
    room("Permanence", "Bâtiment B", "study", 70),
  ],
  competences: [
    competence("ECRIRE", "Rédiger un texte clair, structuré et correct"),
    competence("ANALYSER", "Analyser et confronter des documents"),
    competence("ARGUMENTER", "Construire une argumentation"),
    competence("RAISONNER", "Raisonner et démontrer"),
    competence("CALCULER", "Calculer et modéliser"),
    competence("EXPERIMENTER", "Mettre en œuvre une démarche expérimentale"),
    competence("COMMUNIQUER", "S'exprimer et interagir dans une langue étrangère"),
  ],
};
