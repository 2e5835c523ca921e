import { Chart } from 'chart.js';

import { linesOf, optionsOf, type LineLook, type LinePlan } from './line-chart';
import { PIXEL_RATIO } from './png';

/** Draws a chart of lines anew at as many pixels as the picture has: that of the screen would only be enlarged. */
export function paintLineChart(
  context: CanvasRenderingContext2D,
  plan: LinePlan,
  look: LineLook,
  { width, height }: { readonly width: number; readonly height: number },
): void {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const chart = new Chart(canvas, {
    type: 'line',
    data: { datasets: linesOf(plan, look) },
    options: { ...optionsOf(plan, look), responsive: false, devicePixelRatio: PIXEL_RATIO, events: [] },
  });
  context.drawImage(canvas, 0, 0, width, height);
  chart.destroy();
}
