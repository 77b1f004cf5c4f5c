/** Common surnames, and none that with a first name of ours makes a well-known person. */
export const LAST_NAMES: readonly string[] = `
  Abadie Alary Amrani Ancelin Audibert Aumont Bacquet Bailly Barreau Béchet Belkacem Bénard Berthelot Besnard Bézier
  Billard Blandin Boisseau Bonnefoy Bouvier Brémond Brissot Cadiou Carlier Cassagne Chabrol Chapuis Charrier
  Chauvet Cissé Coëtmeur Collin Cordier Coulibaly Coutant Créteau Dacosta Daubrée Delcourt Delmas Demange Derrien
  Descamps Diarra Diop Doucet Drouet Dubreuil Dufrêne Duhamel Durieux Esnault Fauvel Ferrand Foucher
  Gaillard Garnault Gauthey Gervais Gicquel Giraudet Gonçalves Grandjean Grenier Guérin Guillemot Hamelin Hébrard
  Hénault Hervieu Huet Imbert Jégou Joubert Kaddour Kerleau Labbé Lacaze Lagrange Laîné Lambrecht
  Lamoureux Larcher Lebreton Lecointre Lefrançois Lemaître Le_Goff Lévêque Loiseau Maalouf Magnier Maillard Marchal
  Mazières Mercadier Meunier Michaud Morvan Moulin N'Diaye Naudin Nguyen Ollivier Ouédraogo Pageot
  Pasquier Péchard Peltier Philippon Pichon Pinson Poncelet Poulain Prévost Quéméneur Quentin Rabier Rambaud
  Rivière Rocher Rouvière Sabatier Saïdi Sauvage Ségur Serrano Sylla Tanguy Tessier Thévenin Tournier Troadec
  Vallet Vasseur Verdier Vidalenc Viguier Villard Voisin Zerrouki`
  .trim()
  .split(/\s+/)
  .map((name) => name.replace("_", " "));
