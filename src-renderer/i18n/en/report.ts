/** Reports to hand in. `one | many` are the forms of a plural. */
export const reportMessages = {
  report: {
    make: 'Report',
    hint: 'A folder to hand in: a page, Markdown with charts, and a PDF. In English.',
    reading: 'Reading run {done} of {total}…',
    writing: 'Writing…',
    written: 'The report is in {folder} | The reports are in {folder}',
    noPdf: 'There is no PDF: {why} | There are no PDFs: {why}',
    open: 'Open',
    show: 'Show in folder',
  },
} as const;
