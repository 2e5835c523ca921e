import type { ChartPalette } from '../answers/palette';

/** A report as data: what it says in which order, before it is a page or a text. */
export interface ReportDocument {
  readonly title: string;
  /** What a reader looks for first: names with their values. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly sections: readonly ReportSection[];
  /** Where it comes from. */
  readonly colophon: string;
}

export interface ReportSection {
  /** Of its address within the page. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly ReportBlock[];
}

export type ReportBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | ReportTable
  | Drawing
  | Pictures
  | { readonly kind: 'commands'; readonly lines: readonly string[] };

export interface ReportTable {
  readonly kind: 'table';
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Of each cell behind the first of its row, from 0 to 1: how dark its ground is. Only of matrices. */
  readonly shades?: readonly (readonly number[])[];
}

/** A chart, as a drawing. */
export interface Drawing {
  readonly kind: 'drawing';
  /** Its name without folder and ending. */
  readonly name: string;
  readonly caption: string;
  /** SVG in the colours that are given: of a file, or of the page. */
  readonly draw: (palette: ChartPalette) => string;
}

/** Small pictures under one heading. */
export interface Pictures {
  readonly kind: 'pictures';
  readonly caption: string;
  readonly pictures: readonly Picture[];
}

/** What a reader sees as one: an image, or a pair of them. */
export interface Picture {
  readonly images: readonly PictureFile[];
  readonly caption: string;
}

export interface PictureFile {
  /** Beside the report, such as "images/run-4-test-17.png". */
  readonly file: string;
  readonly png: Png;
  /** In the place of the picture, for who does not see it. */
  readonly alt: string;
}

export interface Png {
  readonly base64: string;
  readonly width: number;
  readonly height: number;
}
