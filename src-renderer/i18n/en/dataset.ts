import { DATASET_TITLES } from '#shared/datasets/datasets';

/** What is said of a dataset, and of its installation. */
export const datasetMessages = {
  dataset: {
    legend: 'Dataset',
    split: 'Split',
    emnist: 'EMNIST',
    titles: DATASET_TITLES,
    about: {
      cifar10: 'Photographs of ten kinds of animals and vehicles (Krizhevsky, 2009).',
      shapes: 'Ten shapes and textures that the lab draws itself: a first run needs no download.',
      'emnist-letters': 'Handwritten letters, capital and small in one class, every class equally often.',
      'emnist-balanced':
        'Handwritten digits and letters; small letters that look like their capitals share a class with them.',
      'emnist-byclass': 'All the handwritten digits, capital and small letters, each class as often as it was written.',
      'emnist-bymerge': 'The images of By_Class with the classes of Balanced, each as often as it was written.',
      'emnist-digits': 'Handwritten digits, every class equally often.',
      'emnist-mnist': 'Handwritten digits in the numbers of MNIST, made in the way of EMNIST.',
      'fashion-mnist':
        'Pictures of ten kinds of clothing from a shop, in the numbers of MNIST (Xiao, Rasul, Vollgraf, 2017).',
    },
    size: '{train} training and {test} test images, {shape}, {classes} classes',
    state: {
      unknown: 'Looking for it…',
      builtIn: 'Built in',
      installed: 'Installed',
      missing: 'Not installed',
      damaged: 'Damaged',
    },
    missing: '{title} is not on this machine yet. Download it, or import a copy that you have.',
    damaged: 'Its files in {folder} are not as they should be: {problem} Install it again.',
    download: 'Download {title}',
    importArchive: 'Import an archive…',
    importFolder: 'Import a folder…',
    cancel: {
      download: 'Cancel the download',
      archive: 'Cancel the import',
      folder: 'Cancel the import',
      verification: 'Stop',
    },
    cancelling: 'Cancelling…',
    progress: 'Installation of {title}',
    waiting: {
      download: 'Asking for the download…',
      archive: 'Waiting for the archive to be chosen…',
      folder: 'Waiting for the folder to be chosen…',
      verification: 'Opening the files…',
    },
    waitingFor:
      'Waiting for {host} to answer: attempt {attempt} of {attempts}, at most {seconds} seconds each. Without a network, import a copy that you have.',
    phase: { downloading: 'Downloading', checking: 'Checking', unpacking: 'Unpacking', verifying: 'Verifying' },
    bytes: '{phase}: {done}',
    bytesOf: '{phase}: {done} of {total}',
  },
} as const;
