// @ts-check
/**
 * Electron's fuses as a packaged lab has them: https://www.electronjs.org/docs/latest/tutorial/fuses. They are bits in
 * the executable, so that nobody turns the installed app into a general interpreter with a variable or an argument.
 */
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';

/**
 * @param {NodeJS.Platform} [platform]
 * @returns {Readonly<Record<number, boolean>>} by `FuseV1Options`
 */
export function packagedFuses(platform = process.platform) {
  return {
    // the training process is a utility process, which needs none of the ways into Node
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    // Electron checks the archive's hash on these two alone
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: platform === 'darwin' || platform === 'win32',
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // the window's pages come by a scheme of our own
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  };
}

/**
 * @param {string} executable of an Electron, or its .app on a Mac
 * @param {NodeJS.Platform} [platform] that it is for
 * @returns {Promise<void>}
 */
export async function flipPackagedFuses(executable, platform = process.platform) {
  await flipFuses(executable, {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: platform === 'darwin',
    ...packagedFuses(platform),
  });
}
