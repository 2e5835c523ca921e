import { cp, mkdir, mkdtemp, readdir, realpath, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

const MODULES = resolve('node_modules');
const TFJS_NODE = join('@tensorflow', 'tfjs-node');

/**
 * A copy of tfjs-node that finds these files in the place of libtensorflow's own, for `SIAMESE_LAB_TFJS_NODE`. All else
 * is as it is installed.
 * @param libraries what each file is, by its name in the folder of the library
 */
export async function tfjsNodeWith(libraries: Readonly<Record<string, string>>): Promise<string> {
  const modules = join(await mkdtemp(join(tmpdir(), 'siamese-lab-library-')), 'node_modules');
  await mkdir(join(modules, '@tensorflow'), { recursive: true });
  const link = async (name: string): Promise<void> => symlink(join(MODULES, name), join(modules, name));
  for (const name of await readdir(MODULES)) if (name !== '@tensorflow') await link(name);
  for (const name of await readdir(join(MODULES, '@tensorflow')))
    if (name !== basename(TFJS_NODE)) await link(join('@tensorflow', name));
  const copy = join(modules, TFJS_NODE);
  await cp(await realpath(join(MODULES, TFJS_NODE)), copy, {
    recursive: true,
    filter: (path) => basename(path) !== 'deps',
  });
  await mkdir(join(copy, 'deps', 'lib'), { recursive: true });
  for (const [name, file] of Object.entries(libraries)) await symlink(file, join(copy, 'deps', 'lib', name));
  return copy;
}
