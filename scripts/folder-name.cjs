// CommonJS, and called first: Node can load no module from a path with a backslash, so nothing else could say why.
const { parse, resolve, sep } = require("node:path");

const root = resolve(__dirname, "..");

/** Characters that no tool we start takes for anything but themselves. */
const PLAIN = /^[\p{L}\p{M}\p{N} ._@+,~='&-]*$/u;

/** Node takes the first for the separator of another system; the others end lines in files that have a path a line. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const IMPOSSIBLE = /[\\\x00-\x1f\x7f]/;

/** Whether Vite, Vitest and tsx, which write paths as addresses and patterns, can work in this folder. */
function isPlainFolder(folder) {
  return partsOf(folder).every((part) => PLAIN.test(part));
}

/** Why nothing of ours can run in this folder, in a sentence; undefined when it can. */
function folderRefusal(folder, environment) {
  const found = partsOf(folder)
    .map((part) => IMPOSSIBLE.exec(part)?.[0])
    .find((character) => character !== undefined);
  if (found === undefined) return undefined;
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || "";
  const [path, character] = [JSON.stringify(folder), found < " " ? JSON.stringify(found) : found];
  return /^en([_.@-]|$)/i.test(locale)
    ? `The path of this folder holds the character ${character}, which nothing here can run under: ${path}. Rename or move the folder.`
    : `Le chemin de ce dossier contient le caractère ${character}, avec lequel rien ici ne peut fonctionner : ${path}. Renommez ou déplacez le dossier.`;
}

function partsOf(folder) {
  return folder.slice(parse(folder).root.length).split(sep);
}

module.exports = { isPlainFolder, folderRefusal };

if (require.main === module) {
  const refusal = folderRefusal(root, process.env);
  if (refusal) {
    console.error(refusal);
    process.exitCode = 1;
  }
}
