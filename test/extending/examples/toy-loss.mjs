/**
 * Over all pairs of a batch: the scalar product of two embeddings is to be 1 where both are of one class, and 0 otherwise.
 * The mean of the squares of what it is off by, (1/n²) · Σ (eᵢ·eⱼ − tᵢⱼ)².
 */
const pairwiseProducts = {
  kind: 'pairwise-products',
  output: 'embedding',
  // over the batch as a whole: the graph engine joins its lanes first
  scope: 'batch',
  name: 'pairwise products',
  paper: 'an example of these pages',

  engines: {
    graph: {
      build: (operations, embeddings, { classes }) => {
        const { graph, reshape, binary, cast, matMul, subtract, multiply, divide, mean, unary } = operations;
        const isSame = binary('Equal', reshape(classes, [-1, 1]), reshape(classes, [1, -1]), 'bool');
        const off = subtract(matMul(embeddings, embeddings, 'b'), cast(isSame, 'float'));
        const count = cast(operations.rowCount(embeddings, [0]), 'float');
        const factor = divide(graph.float(4), multiply(count, count));
        return {
          loss: mean(unary('Square', off), [0, 1]),
          gradient: multiply(matMul(off, embeddings), factor),
        };
      },
    },
    layers: {
      compute: (tf, embeddings, { classes }) => {
        const isSame = tf.cast(tf.equal(tf.reshape(classes, [-1, 1]), tf.reshape(classes, [1, -1])), 'float32');
        const off = tf.sub(tf.matMul(embeddings, embeddings, false, true), isSame);
        return tf.mean(tf.square(off));
      },
    },
  },
};

export function register(lab) {
  lab.losses.register(pairwiseProducts);
}
