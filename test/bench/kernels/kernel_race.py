"""Whether TensorFlow with oneDNN works out the same gradients in two lanes that run side by side on the same images.

    python kernel_race.py [--processes 100] [--beside 4] [--warm]

Each process is fresh as far as TensorFlow goes: it is forked after the import, before anything of it has run. Two lanes, one
thread a kernel, get the same images; whatever differs between them was worked out wrong in one. With --warm, one lane runs
by itself first. Needs TensorFlow (2.21 was seen to fail) and a busy machine: --beside is how many processes run at a time.
See docs/kernel-race.md.
"""
import argparse
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy as np
import tensorflow as tf

IMAGES = 32
ROUNDS = 4
SHAPES = [(3, 3, 3, 32), (32,), (2, 2, 32, 64), (64,), (2, 2, 64, 128), (128,), (1152, 32), (32,), (32, 10), (10,)]
NAMES = ["conv1", "bias1", "conv2", "bias2", "conv3", "bias3", "dense1", "bias4", "dense2", "bias5"]


def gradients(weights, images, labels):
    """Of the mean cross-entropy of a small network: three convolutions with pooling, two dense layers."""
    x = images
    for layer in range(3):
        x = tf.nn.conv2d(x, weights[2 * layer], 1, "VALID")
        x = tf.nn.max_pool2d(tf.nn.relu(tf.nn.bias_add(x, weights[2 * layer + 1])), 2, 2, "VALID")
    x = tf.nn.relu(tf.reshape(x, [-1, SHAPES[6][0]]) @ weights[6] + weights[7])
    losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, x @ weights[8] + weights[9])
    return tf.gradients(tf.reduce_mean(losses), weights)


def wrong_gradients(warm):
    """The names of the weights whose gradients differ between the lanes."""
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(2)
    random = np.random.default_rng(7)
    weights = [tf.constant(random.normal(0, 0.05, shape).astype("f4")) for shape in SHAPES]
    images = tf.constant(random.random((IMAGES, 32, 32, 3)).astype("f4"))
    labels = tf.constant(random.integers(0, 10, IMAGES).astype("i4"))

    @tf.function
    def one_lane(x, y):
        return gradients(weights, x, y)

    @tf.function
    def two_lanes(x, y, same_x, same_y):
        return gradients(weights, x, y), gradients(weights, same_x, same_y)

    if warm:
        [each.numpy() for each in one_lane(images, labels)]
    wrong = set()
    for _ in range(ROUNDS):
        one, other = two_lanes(images, labels, images + 0.0, labels + 0)
        wrong |= {name for name, a, b in zip(NAMES, one, other) if not np.array_equal(a.numpy(), b.numpy())}
    return sorted(wrong)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, default=100)
    parser.add_argument("--beside", type=int, default=4)
    parser.add_argument("--warm", action="store_true")
    arguments = parser.parse_args()
    started, ended, bad = 0, 0, 0
    while ended < arguments.processes:
        while started < arguments.processes and started - ended < arguments.beside:
            started += 1
            if os.fork() == 0:
                wrong = wrong_gradients(arguments.warm)
                if wrong:
                    print("wrong:", ", ".join(wrong), flush=True)
                os._exit(1 if wrong else 0)
        _, status = os.wait()
        ended += 1
        bad += os.waitstatus_to_exitcode(status) == 1
    print(f"{bad} of {ended} processes had wrong gradients", flush=True)


main()
