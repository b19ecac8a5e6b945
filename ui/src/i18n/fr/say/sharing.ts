import { moment } from "../dates";
import { count, number } from "../numbers";

/** The shared place beyond a folder of this computer: a server, its password, its diagnostic, double edits, the log. */
export const place = {
  // State tag, with what waits behind it.
  waiting: (word: string, pending: number) => (pending > 0 ? `${word} (${number(pending)})` : word),
  // Shown while an exchange runs.
  exchanging: "Échange en cours",
  exchanged: (read: number, seen: number, written: number) =>
    `${count(read, "fichier lu", "fichiers lus")} sur ${number(Math.max(seen, read))} au plus, ${count(written, "fichier écrit", "fichiers écrits")}.`,
  // Form that links a server.
  title: "Relier un serveur",
  text: "Sans client de synchronisation : Clausier parle directement au serveur de votre organisation, et à lui seul.",
  kind: "Sorte de serveur",
  kinds: { webdav: "WebDAV (Nextcloud, kDrive, serveur de fichiers…)", s3: "Espace S3" },
  address: "Adresse du dossier",
  addressHint: "Celle que donne votre serveur, en https. Par exemple https://nuage.exemple.fr/remote.php/dav/files/compte/Marches",
  endpoint: "Adresse du service",
  endpointHint: "En https. Par exemple https://s3.exemple.fr",
  bucket: "Nom de l'espace",
  prefix: "Dossier dans l'espace",
  prefixHint: "Facultatif",
  region: "Région",
  regionHint: "Facultatif",
  user: "Identifiant",
  key: "Identifiant de clé d'accès",
  secret: "Mot de passe",
  secretKey: "Clé secrète",
  secretHint: "Gardé en mémoire jusqu'à la fermeture de Clausier, jamais enregistré.",
  plain: "Accepter une adresse sans chiffrement (http) : le mot de passe passerait en clair sur le réseau",
  link: "Relier ce serveur",
  // When the server wants an account again.
  locked: "Le serveur demande votre mot de passe",
  unlock: "Se connecter",
  // Diagnostic.
  doctor: "Diagnostic pour le service informatique",
  doctorText: "Écrit un petit fichier d'essai, le relit, l'efface, et mesure le temps. Le rapport ne contient ni nom, ni adresse, ni marché.",
  doctorRun: "Lancer le diagnostic",
  doctorCopied: "Diagnostic copié.",
  // Double edits.
  forks: "Marchés modifiés sur deux postes",
  forksText: "La version de plus haut rang compte en attendant ; aucune n'est perdue. Choisissez celle qui reste.",
  field: "Champ",
  mine: (own: boolean) => (own ? "Version de ce poste" : "Version qui compte"),
  theirs: "Autre version",
  /** Read aloud before words that the other version has not. */
  differs: "diffère : ",
  marked: "Les mots soulignés ne sont que dans cette version.",
  keepMine: (own: boolean) => (own ? "Garder celle de ce poste" : "Garder celle qui compte"),
  keepTheirs: "Garder l'autre",
  keepBoth: "Garder les deux",
  keepOf: (choice: string, title: string) => `${choice} : ${title}`,
  keepBothHint: "« Garder les deux » fait de l'autre version un marché à part.",
  decided: "C'est décidé. La décision partira au prochain échange.",
  // Log.
  log: "Journal des échanges",
  logNone: "Aucun échange n'a encore changé quelque chose.",
  sent: "Envoyé",
  received: "Reçu",
  at: moment,
  titles: (titles: string[]) => titles.join(", "),
};
