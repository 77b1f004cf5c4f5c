/**
 * Words that French passwords are made of and that the list of the most used, an English one by its sources, has not: of
 * school, of the house, and of those that other services' leaks are full of. Without accents.
 */
export const FRENCH_WORDS: readonly string[] = `
ecole lycee lyceen collegien collegienne primaire maternelle cantine cartable cahier classe rentree recreation
professeur professeure enseignant enseignante instituteur maitresse directeur directrice proviseur principal surveillant
eleve etudiant etudiante parents bulletin notes devoirs examen baccalaureat brevet pronote academie education
motdepasse monmotdepasse nouveaumotdepasse passe motpasse mdp motsecret codesecret identifiant connexion utilisateur
administrateur administration compte bienvenue changemoi changezmoi provisoire temporaire secretariat accueil
bonjour bonsoir bonnejournee salut coucou merci jetaime jtaime amour monamour mamour cheri cherie moncoeur bisous bisou
papa maman papamaman mamanpapa famille mafamille enfants enfant grandmere grandpere mamie papy frere soeur
soleil lune etoile printemps automne hiver vacances noel janvier fevrier mars avril juin juillet aout septembre octobre
novembre decembre lundi mardi mercredi jeudi vendredi samedi dimanche
france francais francaise paris marseille toulouse bordeaux lille nantes strasbourg montpellier bretagne corse
chocolat chouchou doudou loulou toto titi tata tonton nounours choupette princesse poupette minou chaton chien
chat cheval lapin poisson oiseau tortue papillon licorne voiture maison jardin fleur rose violette marguerite
football rugby equipe psg allezom allezlesbleus champion musique guitare danse cinema ordinateur internet bureau
azerty azertyuiop qsdfghjklm wxcvbn liberte egalite fraternite republique tricolore
`
  .trim()
  .split(/\s+/);
