/**
 * Joins the server's TypeScript into a few JavaScript files before it starts: loading some three hundred sources one by
 * one takes twice as long and 40 MB more. Packages stay packages. The sources remain what is run: a file that looks for
 * its neighbours by `import.meta.url` finds them where it was written.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { statSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const shelf = 'node_modules/.cache/backhaul'
// A running server may still load a part that it put off; so the last few stay.
const bundlesToKeep = 5

/** Builds `server/main.ts` and gives the address to import. Bundles are named by their content and never change. */
export async function bundleServer() {
  const { outputFiles } = await build({
    entryPoints: ['server/main.ts'],
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    write: false,
    outdir: shelf,
    outExtension: { '.js': '.mjs' },
    logLevel: 'error',
    plugins: [keepPlaces],
  })
  const hash = createHash('sha256')
  for (const { path, contents } of outputFiles) hash.update(basename(path)).update(contents)
  const folder = resolve(shelf, hash.digest('hex').slice(0, 16))
  if (existsSync(folder)) utimesSync(folder, new Date(), new Date())
  else shelve(outputFiles, folder)
  forgetOld()
  return pathToFileURL(join(folder, 'main.mjs')).href
}

/** `import.meta.url` keeps the address of the source. */
const keepPlaces = {
  name: 'keep-places',
  /** @param {import('esbuild').PluginBuild} building */
  setup(building) {
    building.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const address = JSON.stringify(pathToFileURL(path).href)
      return { contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', address), loader: 'ts' }
    })
  },
}

/**
 * Written aside and then named, so that of two starts at once neither finds half a bundle.
 * @param {readonly { path: string, contents: Uint8Array }[]} files
 * @param {string} folder
 */
function shelve(files, folder) {
  mkdirSync(shelf, { recursive: true })
  const aside = mkdtempSync(join(shelf, 'new-'))
  for (const { path, contents } of files) writeFileSync(join(aside, basename(path)), contents)
  try {
    renameSync(aside, folder)
  } catch (error) {
    if (!existsSync(folder)) throw error
    rmSync(aside, { recursive: true })
  }
}

function forgetOld() {
  const newestFirst = readdirSync(shelf)
    .map((name) => ({ folder: join(shelf, name), usedAt: statSync(join(shelf, name)).mtimeMs }))
    .toSorted((one, other) => other.usedAt - one.usedAt)
  for (const { folder } of newestFirst.slice(bundlesToKeep)) rmSync(folder, { recursive: true, force: true })
}
