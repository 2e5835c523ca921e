"""PyTorch's training speed on the lab's networks, beside which `npm run bench -- gpu` puts the lab's own.

Images of 32x32x3 of ten classes lie on the GPU, as the lab's do. A line of JSON a network and precision.
"""
import json
import sys
import time

import torch
from torch import nn

BATCH = int(sys.argv[1]) if len(sys.argv) > 1 else 512
STEPS, WARM_UP = 40, 10
VGG16 = [(64, 2, 0.3), (128, 2, 0.4), (256, 3, 0.4), (512, 3, 0.4), (512, 3, 0.4)]
VGG19 = [(64, 2), (128, 2), (256, 4), (512, 4), (512, 4)]


def vanilla_tower():
    return nn.Sequential(
        nn.Conv2d(3, 32, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 2), nn.ReLU(), nn.MaxPool2d(2), nn.Dropout(0.2),
        nn.Conv2d(64, 128, 2), nn.ReLU(), nn.MaxPool2d(2), nn.Dropout(0.2),
        nn.Flatten(), nn.LazyLinear(32), nn.ReLU(), nn.Dropout(0.2),
    )


def vgg16_bn():
    layers, channels = [], 3
    for filters, convolutions, rate in VGG16:
        for number in range(convolutions):
            layers += [nn.Conv2d(channels, filters, 3, padding=1), nn.ReLU(), nn.BatchNorm2d(filters)]
            if number < convolutions - 1:
                layers.append(nn.Dropout(rate))
            channels = filters
        layers.append(nn.MaxPool2d(2))
    head = [nn.Dropout(0.5), nn.Flatten(), nn.Linear(512, 512), nn.ReLU(), nn.BatchNorm1d(512), nn.Dropout(0.5)]
    return nn.Sequential(*layers, *head, nn.Linear(512, 10))


def vgg19():
    layers, channels = [], 3
    for filters, convolutions in VGG19:
        for _ in range(convolutions):
            layers += [nn.Conv2d(channels, filters, 3, padding=1), nn.ReLU()]
            channels = filters
        layers.append(nn.MaxPool2d(2))
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(512, 10))


class Siamese(nn.Module):
    def __init__(self):
        super().__init__()
        self.one, self.other = vanilla_tower(), vanilla_tower()
        self.classes = nn.Linear(64, 10)

    def forward(self, images):
        return self.classes(torch.cat([self.one(images), self.other(images.flip(0))], 1))


def measure(network):
    images = torch.randint(0, 256, (4 * BATCH, 3, 32, 32), dtype=torch.uint8, device="cuda")
    labels = torch.randint(0, 10, (4 * BATCH,), device="cuda")
    network = network.cuda().train()
    network(images[:BATCH].float() / 255)  # lazy layers take their shape
    optimiser = torch.optim.Adam(network.parameters(), lr=0.001)
    begun = 0.0
    for step in range(WARM_UP + STEPS):
        if step == WARM_UP:
            torch.cuda.synchronize()
            begun = time.perf_counter()
        places = torch.randint(0, len(images), (BATCH,), device="cuda")
        optimiser.zero_grad(set_to_none=True)
        nn.functional.cross_entropy(network(images[places].float() / 255), labels[places]).backward()
        optimiser.step()
    torch.cuda.synchronize()
    return STEPS * BATCH / (time.perf_counter() - begun)


if not torch.cuda.is_available():
    sys.exit("this PyTorch sees no CUDA GPU")
vanilla = lambda: nn.Sequential(vanilla_tower(), nn.Linear(32, 10))  # noqa: E731
for precision in ["float32", "tf32"]:
    torch.backends.cuda.matmul.allow_tf32 = precision == "tf32"
    torch.backends.cudnn.allow_tf32 = precision == "tf32"
    for name, make in [("vanilla", vanilla), ("siamese-vanilla", Siamese), ("vgg16-bn", vgg16_bn), ("vgg19", vgg19)]:
        print(json.dumps({"network": f"{name}/{precision}", "imagesPerSecond": measure(make())}), flush=True)
