import { markup, trusted, type Markup } from '../../basics/markup';
import type { Drawing, Picture, Pictures, ReportBlock, ReportTable } from '../document';
import { PAGE_PALETTE } from './style';

export function blockMarkup(block: ReportBlock): Markup {
  switch (block.kind) {
    case 'paragraph':
      return markup`<p>${block.text}</p>`;
    case 'list':
      return markup`<ul>
${block.items.map((item) => markup`<li>${item}</li>`)}
</ul>`;
    case 'commands':
      return markup`<pre tabindex="0"><code>${block.lines.join('\n')}</code></pre>`;
    case 'table':
      return tableMarkup(block);
    case 'drawing':
      return drawingMarkup(block);
    case 'pictures':
      return picturesMarkup(block);
  }
}

/** A table can be scrolled by keyboard where it is wider than the page. */
function tableMarkup({ caption, head, rows, shades }: ReportTable): Markup {
  const isNumber = head.map((_, column) => rows.every((row) => isNumeric(row[column] ?? '')));
  const cellClass = (row: number, column: number): Markup => {
    const shade = shades?.[row]?.[column - 1];
    const classes = [
      ...(isNumber[column] === true ? ['number'] : []),
      ...(shade === undefined ? [] : [`shade-${shadeOf(shade)}`]),
    ];
    return classes.length === 0 ? trusted('') : markup` class="${classes.join(' ')}"`;
  };
  return markup`<div class="scroll" role="region" aria-label="${caption}" tabindex="0">
<table${trusted(shades === undefined ? '' : ' class="matrix"')}>
<caption>${caption}</caption>
<thead><tr>${head.map((cell, column) => markup`<th scope="col"${column > 0 && isNumber[column] === true ? trusted(' class="number"') : ''}>${cell}</th>`)}</tr></thead>
<tbody>
${rows.map(
  (row, place) =>
    markup`<tr>${row.map((cell, column) =>
      column === 0 && cell !== ''
        ? markup`<th scope="row"${isNumber[0] === true ? trusted(' class="short"') : ''}>${cell}</th>`
        : markup`<td${cellClass(place, column)}>${cell}</td>`,
    )}</tr>`,
)}
</tbody>
</table>
</div>`;
}

/** "0.5312", "−0.0021", "1,500", "12 %" and a dash, whose digits stand beneath each other. */
function isNumeric(text: string): boolean {
  return /^[-−+]?[\d.,]+(e[+-]?\d+)?( ± [\d.,]+)?( %)?$|^[–?]?$/.test(text);
}

/** How many grounds there are for the cells of a matrix. */
export const SHADES = 8;

/** None has no ground at all; whatever there is of a class can be seen. */
function shadeOf(share: number): number {
  return share <= 0 ? 0 : Math.min(SHADES, Math.ceil(share * SHADES));
}

function drawingMarkup({ caption, draw }: Drawing): Markup {
  return markup`<figure>
<div class="scroll" role="group" aria-label="Chart" tabindex="0">
${trusted(draw(PAGE_PALETTE))}</div>
<figcaption>${caption}</figcaption>
</figure>`;
}

function picturesMarkup({ caption, pictures }: Pictures): Markup {
  return markup`<h3>${caption}</h3>
<ul class="pictures">
${pictures.map(pictureMarkup)}
</ul>`;
}

function pictureMarkup({ images, caption }: Picture): Markup {
  return markup`<li><figure>
<div>${images.map(
    ({ png, alt }) =>
      markup`<img src="data:image/png;base64,${png.base64}" width="${png.width}" height="${png.height}" alt="${alt}">`,
  )}</div>
<figcaption>${caption}</figcaption>
</figure></li>`;
}
