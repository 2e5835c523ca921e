import { Root, type Type } from 'protobufjs';

/**
 * The part of TensorFlow's SavedModel format that the lab writes, as TensorFlow's `.proto` files number it
 * (tensorflow/core/protobuf/saved_model.proto, meta_graph.proto; framework/graph.proto, node_def.proto,
 * attr_value.proto, tensor.proto, tensor_shape.proto, types.proto, versions.proto). What is not named here is left out
 * of the files, and takes its default.
 */
const field = (type: string, id: number, rule?: 'repeated') => ({ type, id, ...(rule === undefined ? {} : { rule }) });
const map = (type: string, id: number) => ({ keyType: 'string', type, id });

const root = Root.fromJSON({
  nested: {
    SavedModel: {
      fields: { savedModelSchemaVersion: field('int64', 1), metaGraphs: field('MetaGraphDef', 2, 'repeated') },
    },
    MetaGraphDef: {
      fields: {
        metaInfoDef: field('MetaInfoDef', 1),
        graphDef: field('GraphDef', 2),
        signatureDef: map('SignatureDef', 5),
      },
    },
    MetaInfoDef: { fields: { tags: field('string', 4, 'repeated') } },
    SignatureDef: {
      fields: { inputs: map('TensorInfo', 1), outputs: map('TensorInfo', 2), methodName: field('string', 3) },
    },
    TensorInfo: {
      fields: { name: field('string', 1), dtype: field('int32', 2), tensorShape: field('TensorShapeProto', 3) },
    },
    GraphDef: { fields: { node: field('NodeDef', 1, 'repeated'), versions: field('VersionDef', 4) } },
    VersionDef: { fields: { producer: field('int32', 1), minConsumer: field('int32', 2) } },
    NodeDef: {
      fields: {
        name: field('string', 1),
        op: field('string', 2),
        input: field('string', 3, 'repeated'),
        attr: map('AttrValue', 5),
      },
    },
    AttrValue: {
      oneofs: { value: { oneof: ['list', 's', 'i', 'f', 'b', 'type', 'shape', 'tensor'] } },
      fields: {
        list: field('ListValue', 1),
        s: field('bytes', 2),
        i: field('int64', 3),
        f: field('float', 4),
        b: field('bool', 5),
        type: field('int32', 6),
        shape: field('TensorShapeProto', 7),
        tensor: field('TensorProto', 8),
      },
    },
    ListValue: {
      fields: {
        s: field('bytes', 2, 'repeated'),
        i: field('int64', 3, 'repeated'),
        type: field('int32', 6, 'repeated'),
      },
    },
    TensorShapeProto: {
      fields: { dim: field('Dim', 2, 'repeated'), unknownRank: field('bool', 3) },
      nested: { Dim: { fields: { size: field('int64', 1) } } },
    },
    TensorProto: {
      fields: { dtype: field('int32', 1), tensorShape: field('TensorShapeProto', 2), tensorContent: field('bytes', 4) },
    },
  },
});

const savedModel: Type = root.lookupType('SavedModel');

/** Encodes a SavedModel. @throws where the object does not fit the format */
export function encodeSavedModel(model: Readonly<Record<string, unknown>>): Uint8Array {
  const problem = savedModel.verify(model);
  if (problem !== null) throw new TypeError(`The SavedModel cannot be written: ${problem}.`);
  return savedModel.encode(savedModel.create(model)).finish();
}
