// The network of RTNeural's models/full_model.json in RTNeural: nanoseconds of a step, the median of slots of 1,000. Arguments: the JSON file;
// "types" (the network is a C++ type) or "run-time" (the network is read from the file); a file for the first 1,000 outputs. Written for this
// comparison; RTNeural is included from a checkout, and none of it is here.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include <RTNeural/RTNeural.h>

using Network = RTNeural::ModelT<float, 1, 1,
    RTNeural::DenseT<float, 1, 8>, RTNeural::TanhActivationT<float, 8>,
    RTNeural::Conv1DT<float, 8, 4, 3, 2>, RTNeural::TanhActivationT<float, 4>,
    RTNeural::GRULayerT<float, 4, 8>,
    RTNeural::DenseT<float, 8, 1>>;

constexpr int Slot = 1000, Slots = 501;

template <typename Model>
void measure(Model& model, const char* outputs)
{
    // One input of 64 bytes each, so that every backend may load it aligned.
    struct alignas(64) Input { float values[16]; };
    std::vector<Input> xs(Slot, Input {});
    std::uint32_t seed = 1;
    for(Input& x : xs)
    {
        seed = seed * 1664525u + 1013904223u;
        x.values[0] = static_cast<float>(seed >> 8) / 8388608.0f - 1.0f;
    }
    std::vector<float> ys(Slot);
    auto slot = [&]
    {
        for(int i = 0; i < Slot; ++i)
            ys[i] = model.forward(xs[i].values);
    };

    model.reset();
    slot();
    std::ofstream file(outputs);
    file.precision(9);
    for(float y : ys)
        file << y << '\n';
    for(int i = 0; i < 200; ++i)
        slot();
    std::vector<double> times(Slots);
    for(double& time : times)
    {
        const auto start = std::chrono::steady_clock::now();
        slot();
        time = std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count() / Slot;
    }
    std::nth_element(times.begin(), times.begin() + Slots / 2, times.end());
    std::printf("%.2f\n", times[Slots / 2]);
}

int main(int, char** arguments)
{
    std::ifstream json(arguments[1], std::ifstream::binary);
    if(std::string(arguments[2]) == "types")
    {
        alignas(64) static Network network;
        network.parseJson(json);
        measure(network, arguments[3]);
    }
    else
        measure(*RTNeural::json_parser::parseJson<float>(json), arguments[3]);
}
