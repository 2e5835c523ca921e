"""Trains a network plan of the lab with Keras's `fit` for a while, and prints one turn as JSON.

The network is built from the plan, so that it is the lab's own; Adam, the batch and the number of images are the lab's
too. The images are held as a Keras program usually holds them: scaled, as float32 in memory.
Called with one argument: JSON of plan, batch, seconds, warmUpSteps, leastSteps, learningRate, cifar (a folder, or null
for random images).
"""

import json
import os
import re
import resource
import sys
import time

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("KERAS_BACKEND", "tensorflow")

import keras
import numpy as np
import tensorflow
from keras import layers, regularizers

COUNT, SIZE, CLASSES = 50_000, 32, 10


def images_and_labels(folder):
    if folder is None:
        random = np.random.default_rng(1)
        images = random.integers(0, 256, (COUNT, SIZE, SIZE, 3), dtype=np.uint8)
        return images, random.integers(0, CLASSES, COUNT)
    files = [np.fromfile(os.path.join(folder, f"data_batch_{n}.bin"), np.uint8) for n in range(1, 6)]
    records = np.concatenate(files).reshape(-1, 1 + 3 * SIZE * SIZE)
    images = records[:, 1:].reshape(-1, 3, SIZE, SIZE).transpose(0, 2, 3, 1)
    return np.ascontiguousarray(images), records[:, 0].astype("int32")


def layer_of(layer, scope):
    name = f"{scope}_{layer['name']}"
    l2 = layer.get("l2", 0)
    penalty = regularizers.L2(l2) if l2 else None
    trainable = not layer.get("frozen", False)
    match layer["kind"]:
        case "conv2d":
            return layers.Conv2D(
                layer["filters"], layer["kernel"], padding=layer["padding"], activation=layer["activation"],
                kernel_regularizer=penalty, trainable=trainable, name=name)
        case "maxPool2d":
            return layers.MaxPooling2D(layer["size"], name=name)
        case "dropout":
            return layers.Dropout(layer["rate"], name=name)
        case "flatten":
            return layers.Flatten(name=name)
        case "batchNorm":
            return layers.BatchNormalization(trainable=trainable, name=name)
        case "dense":
            return layers.Dense(
                layer["units"], activation=layer["activation"],
                kernel_regularizer=penalty, trainable=trainable, name=name)
    raise ValueError(f"Received the layer {layer['kind']}, which this program does not know.")


def head_of(kind, features):
    match kind:
        case "first":
            return features[0]
        case "concatenate":
            return layers.Concatenate()(features)
    first, second = features
    difference = keras.ops.subtract(first, second)
    if kind == "absoluteDifference":
        return keras.ops.absolute(difference)
    square = keras.ops.sum(keras.ops.square(difference), axis=1, keepdims=True)
    distance = keras.ops.sqrt(keras.ops.maximum(square, 1e-7))
    return distance if kind == "distance" else layers.Concatenate()([distance, first, second])


def model_of(plan):
    inputs = {each["name"]: layers.Input(each["shape"], name=each["name"]) for each in plan["inputs"]}
    features = {}
    for tower in plan["towers"]:
        chain = [layer_of(planned["layer"], tower["name"]) for planned in tower["layers"]]
        for name in tower["inputs"]:
            tensor = inputs[name]
            for layer in chain:
                tensor = layer(tensor)
            features[name] = tensor
    outputs = {}
    for branch in plan["branches"]:
        tensor = head_of(branch["head"], [features[each["name"]] for each in plan["inputs"]])
        for planned in branch["layers"]:
            tensor = layer_of(planned["layer"], branch["name"])(tensor)
        outputs[branch["name"]] = tensor
    return keras.Model(inputs, outputs)


class Stopwatch(keras.callbacks.Callback):
    """Counts the steps after the warm-up, and stops the training when the time is up."""

    def __init__(self, warm_up_steps, least_steps, seconds, batch):
        super().__init__()
        self.warm_up_steps, self.least_steps, self.seconds, self.batch = warm_up_steps, least_steps, seconds, batch
        self.steps = self.samples = self.seen = 0
        self.begun = self.ended = 0.0
        self.loss = float("nan")

    def on_train_batch_end(self, batch, logs=None):
        self.ended = time.perf_counter()
        # Keras counts the batches of an epoch from 0, and the last one may be smaller
        size = min(self.batch, COUNT - batch * self.batch)
        if self.seen < self.warm_up_steps:
            self.seen += 1
            self.begun = self.ended
            return
        self.steps += 1
        self.samples += size
        self.loss = float(logs["loss"])
        if self.steps >= self.least_steps and self.ended - self.begun >= self.seconds:
            self.model.stop_training = True


def peak_memory_bytes():
    """Linux hands getrusage's figure on from the process that started this one; its own is in the file."""
    try:
        with open("/proc/self/status") as status:
            return int(re.search(r"VmHWM:\s+(\d+) kB", status.read()).group(1)) * 1024
    except FileNotFoundError:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024


def main():
    workload = json.loads(sys.argv[1])
    plan, batch = workload["plan"], workload["batch"]
    images, labels = images_and_labels(workload["cifar"])
    scaled = images.astype("float32")
    scaled /= 255
    del images
    tells_same = any(branch["name"] == "same" for branch in plan["branches"])
    x = {"image": scaled}
    if len(plan["inputs"]) == 2:
        x = {"first": scaled, "second": np.roll(scaled, -1, axis=0) if tells_same else scaled.copy()}
    y = {"class": labels, "same": (labels == np.roll(labels, -1)).astype("float32")}
    losses = {"class": "sparse_categorical_crossentropy", "same": "binary_crossentropy"}
    names = [branch["name"] for branch in plan["branches"]]
    keras.utils.set_random_seed(1)
    model = model_of(plan)
    model.compile(
        optimizer=keras.optimizers.Adam(workload["learningRate"]),
        loss={name: losses[name] for name in names},
        metrics={name: ["accuracy"] for name in names})
    stopwatch = Stopwatch(workload["warmUpSteps"], workload["leastSteps"], workload["seconds"], batch)
    model.fit(
        x, {name: y[name] for name in names}, batch_size=batch, epochs=1_000_000, verbose=0, callbacks=[stopwatch])
    turn = {
        "imagesPerSecond": stopwatch.samples / (stopwatch.ended - stopwatch.begun),
        "peakMemoryBytes": peak_memory_bytes(),
        "steps": stopwatch.steps,
        "loss": stopwatch.loss,
    }
    versions = {
        "keras": keras.__version__,
        "tensorflow": tensorflow.__version__,
        "jit_compile": str(model.jit_compile).lower(),
    }
    print(json.dumps({"turn": turn, "versions": versions}))


main()
