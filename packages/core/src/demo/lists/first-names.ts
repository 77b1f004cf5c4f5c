const names = (text: string): readonly string[] => text.trim().split(/\s+/);

export const GIRLS = names(`
  Adèle Agathe Aïcha Alice Ambre Anaïs Apolline Assia Aurore Axelle Camille Capucine Célia Chloé Clémence Élise Éloïse
  Elsa Emma Ève Fanny Fatou Gabrielle Garance Héloïse Inès Jade Joséphine Juliette Kadiatou Léa Léonie Lilou Lina Louise
  Lucie Maëlle Maëlys Manon Margaux Maïwenn Mélina Nour Océane Ophélie Rokia Romane Roxane Salomé Sarah Soline Thaïs
  Victoire Yasmine Zélie Zoé`);

export const BOYS = names(`
  Adrien Amine Antonin Arthur Aurélien Axel Baptiste Bastien Benoît Bilal Célestin Clément Cyprien Damien Elias Émile
  Enzo Étienne Félix Gaël Gaspard Grégoire Bakari Ismaël Jérémie Joël Jules Kévin Léandre Léo Loïc Louis Lucas Mahé
  Malo Marius Martin Mathéo Mathis Mehdi Seydina Nathan Noé Noël Oscar Raphaël Rayan Rémi Sacha Samuel Théo Thibaut Timéo
  Titouan Tristan Valentin Yanis Zacharie`);

export const WOMEN = names(`
  Agnès Amélie Anne Audrey Aurélie Béatrice Carole Caroline Cécile Céline Christelle Delphine Élodie Émilie Estelle
  Fatima Florence Françoise Hélène Isabelle Karine Laëtitia Laure Leïla Magali Mariam Mélanie Muriel Nadège Nathalie
  Noémie Séverine Solène Stéphanie Sylvie Valérie Véronique Virginie`);

export const MEN = names(`
  Abdel Alain Anthony Arnaud Boris Bruno Cédric Christophe Cyril David Didier Éric Fabien Fabrice François Frédéric
  Gérald Grégory Guillaume Hervé Hocine Jérôme Julien Karim Laurent Ludovic Boubacar Mickaël Nicolas Olivier Pascal
  Patrice Régis Rodolphe Sébastien Stéphane Thierry Xavier`);
