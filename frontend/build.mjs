/**
 * Bundles src/<room>/<entry>.js to the room's static folder, minified, in modules that name each other by address.
 *
 * A built folder is made beside the old one and takes its place only when all is there. It also holds LICENCES.txt: the
 * texts of what is bundled.
 */

import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { seams } from "./seams.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const SOURCES = path.join(HERE, "src");
const ROOMS = path.join(HERE, "..", "src", "ladder");
const LICENCE_NAME = /^(licen[cs]e|copying|notice)(\.|-|$)/i;

for (const room of await foldersOf(SOURCES)) await buildRoom(room);

/** Build the entries of one room: the files that stand directly in its folder. @param {string} room */
async function buildRoom(room) {
  const names = await readdir(path.join(SOURCES, room));
  const entries = names.filter((name) => name.endsWith(".js")).map((name) => path.join(SOURCES, room, name));
  if (!entries.length) return;
  const built = path.join(ROOMS, room, "static", room, "built");
  const fresh = `${built}.new`;
  await rm(fresh, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: entries,
    outdir: fresh,
    bundle: true,
    splitting: true,
    format: "esm",
    target: ["es2022"],
    minify: true,
    legalComments: "none",
    chunkNames: "parts/[name]-[hash]",
    metafile: true,
    define: { "process.env.NODE_ENV": '"production"', __VUE_OPTIONS_API__: "true", __VUE_PROD_DEVTOOLS__: "false", __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false" },
    external: ["/static/*"],
    plugins: [seams],
    logLevel: "error",
  });
  await mkdir(fresh, { recursive: true });
  await writeFile(path.join(fresh, "LICENCES.txt"), await licencesOf(Object.keys(metafile.inputs)));
  await rm(built, { recursive: true, force: true });
  await rename(fresh, built);
}

async function foldersOf(place) {
  const entries = await readdir(place, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

/** Name, version, licence and licence text of every package whose files were bundled. @param {string[]} inputs */
async function licencesOf(inputs) {
  const folders = new Set(inputs.map(packageOf).filter(Boolean));
  const parts = [];
  for (const folder of [...folders].sort()) parts.push(await licenceOf(path.join(HERE, folder)));
  return parts.join(`\n${"=".repeat(80)}\n\n`);
}

/** The folder of the package that a file belongs to. @param {string} file */
function packageOf(file) {
  const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file);
  return match?.[1];
}

async function licenceOf(folder) {
  const { name, version, license, homepage } = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8"));
  const files = (await readdir(folder)).filter((file) => LICENCE_NAME.test(file)).sort();
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), "utf8")));
  const head = `${name} ${version}\nLicence: ${license ?? "see below"}\n${homepage ?? ""}\n`;
  if (texts.length) return `${head}\n${texts.join("\n")}\n`;
  return `${head}\nThe package ships no licence text; its licence is the one named above.\n${await apacheText(license)}`;
}

/** The text of the Apache licence, which this product carries too. @param {string} licence */
async function apacheText(licence) {
  const own = path.join(HERE, "..", "LICENSE");
  return licence === "Apache-2.0" && existsSync(own) ? `\n${await readFile(own, "utf8")}\n` : "";
}
