"""Other names in machine learning: models, training, reasoning and agents, vision and data."""

from __future__ import annotations

TABLE = """
large language model, LLM, language model > GPT, ChatGPT, LLaMA, Qwen, foundation model, small language model
small language model, SLM, on device language model
foundation model, ?pretrained model, ?pre trained model
vision language model, VLM, LVLM, large vision language model > multimodal large language model, MLLM, CLIP, visual
    question answering
multimodal large language model, MLLM, multimodal LLM, large multimodal model, LMM > vision language model, VLM,
    LVLM, omni modal
vision language action, VLA > robot foundation model, generalist robot policy, world action model
retrieval augmented generation, RAG, retrieval augmented, retrieval augmentation > GraphRAG, agentic RAG, dense
    retrieval, reranking
fine tuning, finetuning, fine tune, finetune, FT > supervised fine tuning, SFT, PEFT, LoRA, low rank adaptation,
    adapters, instruction tuning
parameter efficient fine tuning, PEFT, parameter efficient > LoRA, low rank adaptation, adapter tuning, adapters,
    prompt tuning, prefix tuning, soft prompt, QLoRA, DoRA
low rank adaptation, LoRA, low rank adapter > QLoRA, DoRA, adapter merging
supervised fine tuning, SFT > instruction tuning
instruction tuning, instruction following, instruction finetuning
post training, posttraining > SFT, RLHF, DPO, preference optimization, RLVR
pre training, pretraining > continual pretraining, continued pretraining, pretraining data
continual learning, lifelong learning, incremental learning > catastrophic forgetting, class incremental
catastrophic forgetting > continual learning
prompt engineering, prompting > prompt optimization, few shot prompting, in context learning, chain of thought
in context learning, ICL, few shot prompting > many shot, demonstrations
chain of thought, CoT > reasoning trace, step by step reasoning, tree of thoughts
reinforcement learning from human feedback, RLHF, preference optimization, preference alignment > DPO, reward model,
    direct preference optimization, RLAIF
direct preference optimization, DPO > preference optimization
reinforcement learning with verifiable rewards, RLVR > GRPO, verifiable reward, policy optimization
group relative policy optimization, GRPO
reinforcement learning, RL, deep reinforcement learning > policy gradient, PPO, Q learning, actor critic, offline
    RL, MARL, Markov decision process, reward shaping
offline reinforcement learning, offline RL, batch reinforcement learning
inverse reinforcement learning, IRL > reward learning
multi agent reinforcement learning, MARL > cooperative multi agent
Markov decision process, MDP > POMDP
partially observable Markov decision process, POMDP
multi armed bandit, bandit > contextual bandit, Thompson sampling, UCB, regret bound
imitation learning, behavior cloning, behaviour cloning, learning from demonstration > demonstrations, diffusion
    policy
world model, world models > latent dynamics, video prediction, JEPA, model based RL
hallucination, hallucinated, confabulation > factuality, faithfulness, groundedness, factual error, unfaithful,
    unsupported claim
factuality, factual accuracy, factual consistency, factual correctness > fact checking, faithfulness, hallucination
fact checking, fact verification, claim verification > misinformation
misinformation, disinformation, fake news > rumor detection, fact checking
uncertainty quantification, UQ, uncertainty estimation > calibration, conformal prediction, epistemic uncertainty,
    aleatoric
calibration, confidence calibration > confidence estimation, overconfidence
conformal prediction, conformal inference > prediction set
LLM agent, language model agent, agentic AI, AI agent, agentic, autonomous agent > tool use, multi agent, web agent,
    GUI agent, agent memory, tool calling, MCP
multi agent system, multi agent, MAS > agent collaboration, agent communication
tool use, tool calling, function calling, tool learning > MCP, model context protocol
model context protocol, MCP
GUI agent, computer use agent, web agent > mobile agent, browser agent
AI alignment, ?alignment, value alignment > RLHF, reward hacking, scalable oversight, deceptive alignment
AI safety, LLM safety, ?safety, safety alignment, model safety > jailbreak, red teaming, guardrail, refusal, harmful
jailbreak, jailbreaking > prompt injection, red teaming, adversarial prompt
prompt injection > jailbreak, indirect prompt injection
red teaming, red team > jailbreak, adversarial testing
guardrail, content moderation, safety classifier > toxicity detection
machine unlearning, unlearning > knowledge removal, forget set
knowledge editing, model editing
mechanistic interpretability, mech interp > sparse autoencoder, SAE, circuit discovery, activation steering, probing
sparse autoencoder, SAE
explainable AI, interpretability, explainability, XAI, interpretable > saliency, feature attribution, SHAP,
    counterfactual explanation
activation steering, steering vector, representation engineering
LLM reasoning, ?reasoning, large reasoning model, LRM, reasoning model > chain of thought, mathematical reasoning,
    test time scaling, logical reasoning, CoT
mathematical reasoning, math reasoning, math word problem > theorem proving, olympiad
theorem proving, automated theorem proving, ATP, formal verification > Lean, Coq, Isabelle, autoformalization, proof
    assistant
test time scaling, inference time scaling, test time compute, inference time compute > best of N, self consistency,
    process reward model
process reward model, PRM > verifier
reward model, reward modeling, reward modelling > reward hacking
reward hacking, reward gaming, specification gaming
LLM evaluation, language model evaluation, evaluating large language models > LLM as a judge, benchmark
    contamination, leaderboard, automatic evaluation
LLM as a judge, LLM judge, LLM evaluator > automatic evaluation, pairwise evaluation
data contamination, benchmark contamination, test set leakage
scaling law, scaling laws, neural scaling
mixture of experts, MoE, sparse mixture of experts > expert routing
knowledge distillation, distillation, KD, teacher student > self distillation, on policy distillation
quantization, quantisation, post training quantization, PTQ > low bit, quantization aware training, QAT, mixed
    precision
model compression, network compression > pruning, quantization, distillation, sparsification
pruning, network pruning, sparsification > structured pruning, sparsity
KV cache, key value cache > cache compression, cache eviction
speculative decoding, speculative sampling > draft model
efficient inference, LLM inference, LLM serving, inference acceleration > KV cache, speculative decoding,
    quantization, batching
long context, long context modeling, context window extension > context length, length extrapolation, long document
attention mechanism, self attention, ?attention > sparse attention, linear attention, flash attention
?transformer > self attention, ViT
vision transformer, ViT
state space model, SSM, Mamba, selective state space
recurrent neural network, RNN > LSTM, GRU, long short term memory
long short term memory, LSTM
convolutional neural network, CNN, convnet, convolutional network > ResNet, U Net
spiking neural network, SNN, neuromorphic > spike timing
neuromorphic computing, neuromorphic > spiking neural network, memristor, event camera
graph neural network, GNN, graph learning, graph representation learning > graph convolutional network, GCN, graph
    attention network, message passing, graph transformer, node classification, link prediction, oversmoothing
graph convolutional network, GCN, graph convolution
graph transformer
knowledge graph, KG > knowledge graph completion, link prediction, ontology, entity alignment
link prediction > knowledge graph completion
diffusion model, ?diffusion, denoising diffusion, DDPM, score based generative > flow matching, latent diffusion,
    diffusion transformer, DiT, stable diffusion, rectified flow, denoising
flow matching, rectified flow, continuous normalizing flow
diffusion language model, dLLM, masked diffusion, discrete diffusion
generative adversarial network, GAN > StyleGAN
variational autoencoder, VAE > latent variable model
normalizing flow, normalising flow
text to image, text to image generation, T2I, image synthesis, image generation > image editing, stable diffusion,
    personalization
text to video, video generation, T2V, video diffusion > image to video, video editing
image editing > instruction based editing, inpainting
text to 3D, 3D generation, 3D asset generation > mesh generation
Gaussian splatting, 3DGS, 3D Gaussian splatting, Gaussian splat > 4DGS, novel view synthesis
neural radiance field, NeRF, radiance field > novel view synthesis, Gaussian splatting
novel view synthesis, NVS, view synthesis > Gaussian splatting, NeRF, 3DGS
3D reconstruction, surface reconstruction, multi view reconstruction > structure from motion, multi view stereo,
    mesh reconstruction, NeRF
point cloud, point clouds, LiDAR point cloud > LiDAR
depth estimation, monocular depth > stereo matching
pose estimation, human pose, 6D pose > keypoint
object detection, object detector, ?detector > DETR, YOLO, open vocabulary detection, small object
semantic segmentation, image segmentation, ?segmentation > segmentation, instance segmentation, SAM, segment
    anything, panoptic
segment anything, SAM
optical flow > motion estimation
object tracking, visual tracking, multi object tracking, MOT > re identification
action recognition, activity recognition, HAR > temporal action localization
video understanding, video question answering, video LLM > temporal grounding, long video
visual question answering, VQA > document question answering
image captioning, captioning > dense captioning
optical character recognition, OCR, text recognition > document understanding, document parsing, handwriting
document understanding, document AI, document parsing > layout analysis, OCR, table extraction
face recognition, facial recognition > face anti spoofing, biometrics
deepfake detection, deepfake, face forgery > synthetic media, AI generated image detection
image restoration, super resolution > denoising, deblurring, inpainting
anomaly detection, outlier detection, novelty detection > out of distribution detection, fault detection
out of distribution, OOD, distribution shift > domain generalization, OOD detection, covariate shift
domain adaptation, domain generalization, domain shift > test time adaptation, transfer learning
test time adaptation, TTA, test time training
transfer learning > domain adaptation
few shot learning, few shot, meta learning > prototypical, zero shot, MAML
zero shot learning, zero shot > open vocabulary
self supervised learning, SSL, self supervised > contrastive learning, masked autoencoder, MAE, representation
    learning, JEPA
representation learning, embedding learning > disentangled, contrastive learning
semi supervised learning, weakly supervised > pseudo label
active learning > annotation budget, query strategy
data augmentation > augmentation
synthetic data, synthetic data generation, data synthesis > data augmentation
data selection, data curation, data pruning, coreset > data mixture, data quality
dataset distillation, dataset condensation
hyperparameter optimization, HPO, hyperparameter tuning, AutoML > neural architecture search, Bayesian optimization
neural architecture search, NAS
Bayesian optimization, Bayesian optimisation, BO > Gaussian process, acquisition function, black box optimization
Gaussian process, GP > kriging
Bayesian inference, variational inference, posterior inference > MCMC, simulation based inference, approximate
    inference
Markov chain Monte Carlo, MCMC > Langevin, Hamiltonian Monte Carlo, Metropolis
simulation based inference, SBI, likelihood free inference
causal inference, causality, ?causal > causal discovery, treatment effect, counterfactual, instrumental variable,
    confounding
causal discovery, causal structure learning > DAG learning
treatment effect, average treatment effect, CATE, heterogeneous treatment effect
optimal transport, Wasserstein > Sinkhorn
kernel method, kernel methods, reproducing kernel, RKHS
stochastic gradient descent, SGD, gradient descent > Adam, optimizer, Muon, momentum
?optimizer > Adam, AdamW, Muon, Shampoo, SGD
convex optimization, convex optimisation > nonconvex, proximal
combinatorial optimization, combinatorial optimisation > travelling salesman, vehicle routing, integer programming,
    MILP
mixed integer linear programming, MILP, integer programming
evolutionary algorithm, genetic algorithm, evolutionary computation, neuroevolution > genetic programming, multi
    objective
physics informed neural network, PINN, physics informed > neural operator, scientific machine learning
neural operator, operator learning, Fourier neural operator, FNO, DeepONet > PDE surrogate
partial differential equation, PDE > numerical scheme, finite element
scientific machine learning, SciML, AI for science > surrogate model, PINN, neural operator, materials discovery
time series forecasting, time series, time series prediction, ?forecasting > forecasting, temporal forecasting, time
    series foundation model, time series classification
time series foundation model
traffic forecasting, traffic prediction
"""
