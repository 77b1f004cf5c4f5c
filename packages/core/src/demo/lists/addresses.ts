export const STREETS: readonly string[] = [
  "rue des Lilas",
  "rue du Moulin",
  "avenue de la République",
  "rue des Écoles",
  "allée des Érables",
  "rue de la Fontaine",
  "place du Marché",
  "chemin des Vignes",
  "rue du Château-d'Eau",
  "boulevard de la Liberté",
  "impasse des Cerisiers",
  "rue de l'Église",
  "rue des Tanneurs",
  "quai de la Rivière",
  "rue Basse",
  "rue du Général-Leclerc",
  "square des Peupliers",
  "rue de la Gare",
];

export const DOCTORS: readonly string[] = ["Dr Hébert", "Dr Lacombe", "Dr Benhamou", "Dr Quéré", "Dr Valentini"];
