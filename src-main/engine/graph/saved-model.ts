import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { DataType, shapeProto, type GraphShape, type Node, type Output } from './graph';
import { encodeSavedModel } from './saved-model-proto';

/** A tensor that is fed or fetched. */
export interface SignatureTensor {
  readonly output: Output;
  readonly shape: GraphShape;
}

/** One way to run a graph. */
export interface Signature {
  readonly inputs: Readonly<Record<string, SignatureTensor>>;
  readonly outputs: Readonly<Record<string, SignatureTensor>>;
}

export interface GraphModel {
  readonly nodes: readonly Node[];
  readonly signatures: ReadonlyMap<string, Signature>;
}

export const SAVED_MODEL_TAG = 'serve';

/** The version of GraphDef that the nodes are written for (TensorFlow's `TF_GRAPH_DEF_VERSION` of mid 2022). */
const PRODUCER = 1205;

/** Writes a graph as the `saved_model.pb` of a folder that exists. It has no variables of its own: they are fed. */
export async function writeSavedModel(folder: string, { nodes, signatures }: GraphModel): Promise<void> {
  const info = ({ output, shape }: SignatureTensor): Readonly<Record<string, unknown>> => ({
    name: output.name.includes(':') ? output.name : `${output.name}:0`,
    dtype: DataType[output.type],
    tensorShape: shapeProto(shape),
  });
  const infos = (tensors: Signature['inputs']): Readonly<Record<string, unknown>> =>
    Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, info(tensor)]));
  const content = encodeSavedModel({
    savedModelSchemaVersion: 1,
    metaGraphs: [
      {
        metaInfoDef: { tags: [SAVED_MODEL_TAG] },
        graphDef: { node: nodes, versions: { producer: PRODUCER, minConsumer: 12 } },
        signatureDef: Object.fromEntries(
          [...signatures].map(([name, { inputs, outputs }]) => [
            name,
            { inputs: infos(inputs), outputs: infos(outputs), methodName: 'tensorflow/serving/predict' },
          ]),
        ),
      },
    ],
  });
  await writeFile(join(folder, 'saved_model.pb'), content);
}
