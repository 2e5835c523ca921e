import { existsSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { findElectron } from '../../scripts/setup/electron-path.mjs';

/** Every Electron brings SwiftShader, a Vulkan driver in software, and the loader for it. */
export function softwareVulkan(): NodeJS.ProcessEnv | undefined {
  const folder = dirname(findElectron()?.executable ?? '/nowhere/electron');
  const driver = join(folder, 'vk_swiftshader_icd.json');
  const loader = join(folder, 'libvulkan.so.1');
  if (process.platform !== 'linux' || !existsSync(driver) || !existsSync(loader)) return undefined;
  // a folder with the loader alone: the others of Electron's libraries are nobody else's business
  const loaders = mkdtempSync(join(tmpdir(), 'siamese-lab-vulkan-'));
  symlinkSync(loader, join(loaders, 'libvulkan.so.1'));
  return { VK_DRIVER_FILES: driver, LD_LIBRARY_PATH: loaders };
}
