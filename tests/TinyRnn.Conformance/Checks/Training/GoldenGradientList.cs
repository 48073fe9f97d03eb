using TinyRnn.Conformance.Models;

namespace TinyRnn.Conformance;

/// <summary>Gradients of every PyTorch file that has a loss.</summary>
internal static class GoldenGradientList
{
    public static IReadOnlyList<Check> All { get; } =
    [
        GoldenGradients.Numbers<Gru8x16Bi, float, Gru8x16Bi.State>(
            "bidirectional/gru_bi_i8_h16_t17", model => new Gru8x16Bi.Trainer(model), Gru8x16Bi.Tensors.ToArray()),
        GoldenGradients.Numbers<Lstm3x8Bi, float, Lstm3x8Bi.State>(
            "bidirectional/lstm_bi_i3_h8_t17", model => new Lstm3x8Bi.Trainer(model), Lstm3x8Bi.Tensors.ToArray()),
        GoldenGradients.Numbers<Lstm3x8x2Bi, float, Lstm3x8x2Bi.State>(
            "bidirectional/lstm_bi_l2_i3_h8_t17", model => new Lstm3x8x2Bi.Trainer(model), Lstm3x8x2Bi.Tensors.ToArray()),
        GoldenGradients.Numbers<Gru1x1, float, Gru1x1.State>("cells/gru_i1_h1_t64", model => new Gru1x1.Trainer(model), Gru1x1.Tensors.ToArray()),
        GoldenGradients.Numbers<Gru1x20, float, Gru1x20.State>("cells/gru_i1_h20_t2", model => new Gru1x20.Trainer(model), Gru1x20.Tensors.ToArray()),
        GoldenGradients.Numbers<Gru1x40, float, Gru1x40.State>("cells/gru_i1_h40_t64", model => new Gru1x40.Trainer(model), Gru1x40.Tensors.ToArray()),
        GoldenGradients.Numbers<Gru1x8, float, Gru1x8.State>("cells/gru_i1_h8_t17", model => new Gru1x8.Trainer(model), Gru1x8.Tensors.ToArray()),
        GoldenGradients.Numbers<Gru3x16, float, Gru3x16.State>("cells/gru_i3_h16_t64", model => new Gru3x16.Trainer(model), Gru3x16.Tensors.ToArray()),
        GoldenGradients.Numbers<Gru3x20, float, Gru3x20.State>("cells/gru_i3_h20_t17_s3", model => new Gru3x20.Trainer(model), Gru3x20.Tensors.ToArray()),
        GoldenGradients.Numbers<Gru3x3, float, Gru3x3.State>("cells/gru_i3_h3_t17", model => new Gru3x3.Trainer(model), Gru3x3.Tensors.ToArray()),
        GoldenGradients.Numbers<Gru3x64, float, Gru3x64.State>("cells/gru_i3_h64_t2", model => new Gru3x64.Trainer(model), Gru3x64.Tensors.ToArray()),
        GoldenGradients.Numbers<Gru40x7, float, Gru40x7.State>("cells/gru_i40_h7_t17", model => new Gru40x7.Trainer(model), Gru40x7.Tensors.ToArray()),
        GoldenGradients.Numbers<Gru8x16, float, Gru8x16.State>("cells/gru_i8_h16_t1", model => new Gru8x16.Trainer(model), Gru8x16.Tensors.ToArray()),
        GoldenGradients.Numbers<Gru8x32, float, Gru8x32.State>("cells/gru_i8_h32_t17_z", model => new Gru8x32.Trainer(model), Gru8x32.Tensors.ToArray()),
        GoldenGradients.Numbers<Lstm1x1, float, Lstm1x1.State>("cells/lstm_i1_h1_t17", model => new Lstm1x1.Trainer(model), Lstm1x1.Tensors.ToArray()),
        GoldenGradients.Numbers<Lstm1x20, float, Lstm1x20.State>("cells/lstm_i1_h20_t64_z", model => new Lstm1x20.Trainer(model), Lstm1x20.Tensors.ToArray()),
        GoldenGradients.Numbers<Lstm1x40, float, Lstm1x40.State>("cells/lstm_i1_h40_t64", model => new Lstm1x40.Trainer(model), Lstm1x40.Tensors.ToArray()),
        GoldenGradients.Numbers<Lstm1x8, float, Lstm1x8.State>("cells/lstm_i1_h8_t64", model => new Lstm1x8.Trainer(model), Lstm1x8.Tensors.ToArray()),
        GoldenGradients.Numbers<Lstm3x16, float, Lstm3x16.State>("cells/lstm_i3_h16_t1", model => new Lstm3x16.Trainer(model), Lstm3x16.Tensors.ToArray()),
        GoldenGradients.Numbers<Lstm3x16, float, Lstm3x16.State>("cells/lstm_i3_h16_t64_s3", model => new Lstm3x16.Trainer(model), Lstm3x16.Tensors.ToArray()),
        GoldenGradients.Numbers<Lstm3x3, float, Lstm3x3.State>("cells/lstm_i3_h3_t2", model => new Lstm3x3.Trainer(model), Lstm3x3.Tensors.ToArray()),
        GoldenGradients.Numbers<Lstm3x64, float, Lstm3x64.State>("cells/lstm_i3_h64_t17", model => new Lstm3x64.Trainer(model), Lstm3x64.Tensors.ToArray()),
        GoldenGradients.Numbers<Lstm40x16, float, Lstm40x16.State>(
            "cells/lstm_i40_h16_t17", model => new Lstm40x16.Trainer(model), Lstm40x16.Tensors.ToArray()),
        GoldenGradients.Numbers<Lstm8x32, float, Lstm8x32.State>("cells/lstm_i8_h32_t17", model => new Lstm8x32.Trainer(model), Lstm8x32.Tensors.ToArray()),
        GoldenGradients.Numbers<Lstm8x7, float, Lstm8x7.State>("cells/lstm_i8_h7_t17", model => new Lstm8x7.Trainer(model), Lstm8x7.Tensors.ToArray()),
        GoldenGradients.Numbers<RnnRelu1x1, float, RnnRelu1x1.State>(
            "cells/rnn_relu_i1_h1_t17", model => new RnnRelu1x1.Trainer(model), RnnRelu1x1.Tensors.ToArray()),
        GoldenGradients.Numbers<RnnRelu1x8, float, RnnRelu1x8.State>(
            "cells/rnn_relu_i1_h8_t64", model => new RnnRelu1x8.Trainer(model), RnnRelu1x8.Tensors.ToArray()),
        GoldenGradients.Numbers<RnnRelu3x32, float, RnnRelu3x32.State>(
            "cells/rnn_relu_i3_h32_t64", model => new RnnRelu3x32.Trainer(model), RnnRelu3x32.Tensors.ToArray()),
        GoldenGradients.Numbers<RnnRelu3x3, float, RnnRelu3x3.State>(
            "cells/rnn_relu_i3_h3_t17", model => new RnnRelu3x3.Trainer(model), RnnRelu3x3.Tensors.ToArray()),
        GoldenGradients.Numbers<RnnRelu40x20, float, RnnRelu40x20.State>(
            "cells/rnn_relu_i40_h20_t17", model => new RnnRelu40x20.Trainer(model), RnnRelu40x20.Tensors.ToArray()),
        GoldenGradients.Numbers<RnnRelu8x64, float, RnnRelu8x64.State>(
            "cells/rnn_relu_i8_h64_t2", model => new RnnRelu8x64.Trainer(model), RnnRelu8x64.Tensors.ToArray()),
        GoldenGradients.Numbers<RnnTanh1x1, float, RnnTanh1x1.State>(
            "cells/rnn_tanh_i1_h1_t2", model => new RnnTanh1x1.Trainer(model), RnnTanh1x1.Tensors.ToArray()),
        GoldenGradients.Numbers<RnnTanh1x8, float, RnnTanh1x8.State>(
            "cells/rnn_tanh_i1_h8_t17", model => new RnnTanh1x8.Trainer(model), RnnTanh1x8.Tensors.ToArray()),
        GoldenGradients.Numbers<RnnTanh3x20, float, RnnTanh3x20.State>(
            "cells/rnn_tanh_i3_h20_t17_z", model => new RnnTanh3x20.Trainer(model), RnnTanh3x20.Tensors.ToArray()),
        GoldenGradients.Numbers<RnnTanh3x3, float, RnnTanh3x3.State>(
            "cells/rnn_tanh_i3_h3_t64", model => new RnnTanh3x3.Trainer(model), RnnTanh3x3.Tensors.ToArray()),
        GoldenGradients.Numbers<RnnTanh3x40, float, RnnTanh3x40.State>(
            "cells/rnn_tanh_i3_h40_t2", model => new RnnTanh3x40.Trainer(model), RnnTanh3x40.Tensors.ToArray()),
        GoldenGradients.Numbers<RnnTanh40x16, float, RnnTanh40x16.State>(
            "cells/rnn_tanh_i40_h16_t1", model => new RnnTanh40x16.Trainer(model), RnnTanh40x16.Tensors.ToArray()),
        GoldenGradients.Numbers<RnnTanh8x32, float, RnnTanh8x32.State>(
            "cells/rnn_tanh_i8_h32_t17", model => new RnnTanh8x32.Trainer(model), RnnTanh8x32.Tensors.ToArray()),
        GoldenGradients.Numbers<RnnTanh8x64, float, RnnTanh8x64.State>(
            "cells/rnn_tanh_i8_h64_t17", model => new RnnTanh8x64.Trainer(model), RnnTanh8x64.Tensors.ToArray()),
        GoldenGradients.Numbers<Gru3x16To3Tanh, float, Gru3x16To3Tanh.State>(
            "modes/m2m_gru_i3_h16_t17_k3_tanh_mse", model => new Gru3x16To3Tanh.Trainer(model), Gru3x16To3Tanh.Tensors.ToArray()),
        GoldenGradients.Numbers<Lstm1x20To1, float, Lstm1x20To1.State>(
            "modes/m2m_lstm_i1_h20_t64_k1_mse", model => new Lstm1x20To1.Trainer(model), Lstm1x20To1.Tensors.ToArray()),
        GoldenGradients.Numbers<Lstm3x16To5, int, Lstm3x16To5.State>(
            "modes/m2m_lstm_i3_h16_t17_k5_ce", model => new Lstm3x16To5.Trainer(model), Lstm3x16To5.Tensors.ToArray()),
        GoldenGradients.Numbers<Lstm3x8To2, float, Lstm3x8To2.State>(
            "modes/m2m_lstm_i3_h8_t64_k2_mse_tbptt16", model => new Lstm3x8To2.Trainer(model), Lstm3x8To2.Tensors.ToArray()),
        GoldenGradients.Numbers<Lstm8x16x2To2Sigmoid, float, Lstm8x16x2To2Sigmoid.State>(
            "modes/m2m_lstm_l2_i8_h16_t17_k2_sigmoid_mse", model => new Lstm8x16x2To2Sigmoid.Trainer(model), Lstm8x16x2To2Sigmoid.Tensors.ToArray()),
        GoldenGradients.Numbers<RnnRelu3x8To2Relu, float, RnnRelu3x8To2Relu.State>(
            "modes/m2m_rnn_relu_i3_h8_t17_k2_relu_mse", model => new RnnRelu3x8To2Relu.Trainer(model), RnnRelu3x8To2Relu.Tensors.ToArray()),
        GoldenGradients.Numbers<Gru8x8x3, float, Gru8x8x3.State>("stacked/gru_l3_i8_h8_t17", model => new Gru8x8x3.Trainer(model), Gru8x8x3.Tensors.ToArray()),
        GoldenGradients.Numbers<Lstm3x16x2, float, Lstm3x16x2.State>(
            "stacked/lstm_l2_i3_h16_t17", model => new Lstm3x16x2.Trainer(model), Lstm3x16x2.Tensors.ToArray()),
        GoldenGradients.Numbers<Lstm1x8x3, float, Lstm1x8x3.State>(
            "stacked/lstm_l3_i1_h8_t64", model => new Lstm1x8x3.Trainer(model), Lstm1x8x3.Tensors.ToArray()),
        GoldenGradients.Numbers<RnnTanh3x20x2, float, RnnTanh3x20x2.State>(
            "stacked/rnn_tanh_l2_i3_h20_t17", model => new RnnTanh3x20x2.Trainer(model), RnnTanh3x20x2.Tensors.ToArray()),
        GoldenGradients.Numbers<Lstm3x8BiTo4Last, int, Lstm3x8BiTo4Last.State>(
            "bidirectional/lstm_bi_m2o_final_i3_h8_t17", model => new Lstm3x8BiTo4Last.Trainer(model), Lstm3x8BiTo4Last.Tensors.ToArray()),
        GoldenGradients.Numbers<Gru8x16To4Last, int, Gru8x16To4Last.State>(
            "modes/m2o_gru_i8_h16_t17_k4_ce", model => new Gru8x16To4Last.Trainer(model), Gru8x16To4Last.Tensors.ToArray()),
        GoldenGradients.Numbers<Lstm3x16To6Last, int, Lstm3x16To6Last.State>(
            "modes/m2o_lstm_b4_i3_h16_t17_k6_ce", model => new Lstm3x16To6Last.Trainer(model), Lstm3x16To6Last.Tensors.ToArray()),
        GoldenGradients.Numbers<Lstm2x16To1Last, float, Lstm2x16To1Last.State>(
            "modes/m2o_lstm_i2_h16_t64_k1_mse", model => new Lstm2x16To1Last.Trainer(model), Lstm2x16To1Last.Tensors.ToArray()),
        GoldenGradients.Numbers<Lstm3x16To1Last, float, Lstm3x16To1Last.State>(
            "modes/m2o_lstm_i3_h16_t17_k1_bce", model => new Lstm3x16To1Last.Trainer(model), Lstm3x16To1Last.Tensors.ToArray()),
        GoldenGradients.Numbers<Lstm3x32To6Last, int, Lstm3x32To6Last.State>(
            "modes/m2o_lstm_i3_h32_t50_k6_ce", model => new Lstm3x32To6Last.Trainer(model), Lstm3x32To6Last.Tensors.ToArray()),
        GoldenGradients.Numbers<Lstm3x8x2To6Last, int, Lstm3x8x2To6Last.State>(
            "modes/m2o_lstm_l2_i3_h8_t17_k6_ce", model => new Lstm3x8x2To6Last.Trainer(model), Lstm3x8x2To6Last.Tensors.ToArray()),
        GoldenGradients.Numbers<RnnTanh3x8To2Last, int, RnnTanh3x8To2Last.State>(
            "modes/m2o_rnn_i3_h8_t17_k2_ce", model => new RnnTanh3x8To2Last.Trainer(model), RnnTanh3x8To2Last.Tensors.ToArray()),
        GoldenGradients.Numbers<Gru8x20To3OneToMany, float, Gru8x20To3OneToMany.State>(
            "modes/o2m_gru_i8_h20_t17_k3_mse", model => new Gru8x20To3OneToMany.Trainer(model), Gru8x20To3OneToMany.Tensors.ToArray()),
        GoldenGradients.Numbers<Lstm3x16To2OneToMany, float, Lstm3x16To2OneToMany.State>(
            "modes/o2m_lstm_i3_h16_t17_k2_mse", model => new Lstm3x16To2OneToMany.Trainer(model), Lstm3x16To2OneToMany.Tensors.ToArray()),
        GoldenGradients.Tokens<TokensGru8x16, TokensGru8x16.State>(
            "modes/emb_gru_v50_e8_h16_t40_ce", model => new TokensGru8x16.Trainer(model), TokensGru8x16.Tensors.ToArray()),
        GoldenGradients.Tokens<TokensLstm16x32, TokensLstm16x32.State>(
            "modes/emb_lstm_v50_e16_h32_t17_ce", model => new TokensLstm16x32.Trainer(model), TokensLstm16x32.Tensors.ToArray()),
    ];
}
