import type { SeriesPoint } from '../../runs/run';
import { curvesSvg } from '../charts/curves';
import type { ReportDesign } from '../designs';
import type { ReportBlock, ReportSection } from '../document';
import type { ReportSource } from '../source';
import { counted, paragraph } from '../words';

/** How each design learned: a chart a design, a line a run. */
export function curvesSection(source: ReportSource): ReportSection {
  const { designs, series } = source;
  const accuracies = [...series.values()]
    .flat()
    .flatMap(({ metric, split, value }) =>
      metric === 'accuracy' && split !== 'process' && Number.isFinite(value) ? [value] : [],
    );
  const bounds = accuracies.length === 0 ? [] : [Math.min(...accuracies), Math.max(...accuracies)];
  const drawings = designs.flatMap((design) => drawingOf(design, source, bounds));
  return {
    id: 'curves',
    title: 'Learning curves',
    blocks: drawings.length === 0 ? [paragraph('No epoch has ended yet, so there is no curve.')] : drawings,
  };
}

function drawingOf(
  { name, runs, fileName }: ReportDesign,
  { series }: ReportSource,
  accuracies: readonly number[],
): readonly ReportBlock[] {
  const own = runs.map(({ id }) => series.get(id) ?? []).filter((points) => points.some(isCurve));
  if (own.length === 0) return [];
  const ids = runs.filter(({ id }) => (series.get(id) ?? []).some(isCurve)).map(({ id }) => id);
  return [
    {
      kind: 'drawing',
      name: `curves-${fileName}`,
      caption: `${name}: ${counted(own.length, 'run')} (${ids.join(', ')}), a line each.`,
      draw: (palette) => curvesSvg({ title: `Learning curves of ${name}`, series: own, accuracies }, palette),
    },
  ];
}

function isCurve({ metric, split }: SeriesPoint): boolean {
  return split !== 'process' && (metric === 'accuracy' || metric === 'loss');
}
