/** Who writes to whom: the accounts of the demo, a class's pupils or parents, or the whole staff. */
export type Party = "admin" | "prof" | "eleve" | "parent" | "colleague" | "staff" | "class" | "parents";

export type DemoMessage = {
  key: string;
  from: Party;
  to: Party;
  /** Key of the message it answers. */
  replyTo?: string;
  announcement?: boolean;
  urgent?: boolean;
  subject: string;
  body: string;
  /** One day ago at least, so that none comes from the future. */
  daysAgo: number;
  time: string;
  /** Share of the recipients who have read it. */
  read: number;
};

export const MESSAGES: readonly DemoMessage[] = [
  {
    key: "welcome",
    from: "admin",
    to: "staff",
    announcement: true,
    subject: "Réunion de l'équipe pédagogique",
    body: "Bonjour à toutes et à tous,\n\nLa prochaine réunion se tiendra jeudi à 17 h au CDI. À l'ordre du jour : bilan du début de période, projets et sorties.\n\nBien cordialement,\nLa direction",
    daysAgo: 13,
    time: "08:15",
    read: 1,
  },
  {
    key: "meeting",
    from: "admin",
    to: "parents",
    announcement: true,
    subject: "Rencontre parents-professeurs",
    body: "Madame, Monsieur,\n\nLa rencontre avec les professeurs de votre enfant aura lieu vendredi de 17 h à 20 h. Les rendez-vous se prennent auprès du professeur principal.\n\nBien cordialement,\nLa direction",
    daysAgo: 10,
    time: "17:05",
    read: 0.8,
  },
  {
    key: "progress",
    from: "prof",
    to: "parent",
    subject: "Des progrès encourageants",
    body: "Bonjour,\n\nJe tenais à vous dire que votre enfant participe davantage depuis deux semaines et que son dernier travail est très réussi. Continuons ainsi.\n\nBien à vous",
    daysAgo: 7,
    time: "12:20",
    read: 1,
  },
  {
    key: "thanks",
    from: "parent",
    to: "prof",
    replyTo: "progress",
    subject: "Re : Des progrès encourageants",
    body: "Bonjour,\n\nMerci beaucoup pour votre message, cela fait plaisir à toute la famille. Nous veillons à ce que les devoirs soient faits dans le calme.\n\nBien cordialement",
    daysAgo: 6,
    time: "19:45",
    read: 1,
  },
  {
    key: "trip",
    from: "prof",
    to: "class",
    subject: "Sortie au musée",
    body: "Bonjour,\n\nPensez à rapporter l'autorisation de sortie signée avant vendredi. Prévoyez un pique-nique et de quoi prendre des notes.\n\nÀ demain en cours",
    daysAgo: 5,
    time: "16:40",
    read: 0.7,
  },
  {
    key: "question",
    from: "eleve",
    to: "prof",
    subject: "Question sur le devoir",
    body: "Bonjour,\n\nJe n'ai pas compris la deuxième consigne du devoir : faut-il répondre sur une copie ou directement en ligne ?\n\nMerci d'avance",
    daysAgo: 4,
    time: "18:10",
    read: 1,
  },
  {
    key: "answer",
    from: "prof",
    to: "eleve",
    replyTo: "question",
    subject: "Re : Question sur le devoir",
    body: "Bonjour,\n\nDirectement en ligne, c'est plus simple pour les corrections. Bon courage !",
    daysAgo: 4,
    time: "20:05",
    read: 1,
  },
  {
    key: "project",
    from: "colleague",
    to: "prof",
    subject: "Projet commun",
    body: "Bonjour,\n\nSerais-tu d'accord pour préparer une séquence commune le mois prochain ? J'ai quelques pistes, on peut en parler en salle des professeurs.\n\nÀ bientôt",
    daysAgo: 3,
    time: "13:05",
    read: 1,
  },
  {
    key: "absence",
    from: "parent",
    to: "admin",
    subject: "Rendez-vous médical",
    body: "Bonjour,\n\nMon enfant aura un rendez-vous médical mardi prochain à 9 h et arrivera vers 10 h 30. Je vous transmettrai le justificatif.\n\nBien cordialement",
    daysAgo: 2,
    time: "20:30",
    read: 0,
  },
  {
    key: "snow",
    from: "admin",
    to: "class",
    announcement: true,
    urgent: true,
    subject: "Transports perturbés demain",
    body: "Bonjour,\n\nLes transports scolaires seront perturbés demain matin. L'établissement reste ouvert et les retards seront excusés.\n\nLa vie scolaire",
    daysAgo: 1,
    time: "16:50",
    read: 0.4,
  },
  {
    key: "supplies",
    from: "prof",
    to: "class",
    subject: "Matériel pour lundi",
    body: "Bonjour,\n\nN'oubliez pas votre matériel pour la prochaine séance : cahier, stylos de couleur et le document distribué la semaine dernière.",
    daysAgo: 1,
    time: "18:30",
    read: 0.2,
  },
];
