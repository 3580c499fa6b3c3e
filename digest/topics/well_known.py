"""The well-known topics: what they are called, and the curated query behind each name.

A line without an indent holds a topic's name and, after a bar, its other names; the indented lines are its query.
In quotes stands what must be there word by word; abbreviations without quotes are checked by their company.
"""

from __future__ import annotations

TABLE = """
fine-tuning | finetuning, fine tune, llm fine-tuning, model fine-tuning
    "fine-tuning" OR "fine-tuned" OR finetuning OR "parameter-efficient" OR PEFT OR LoRA OR "low rank
    adaptation" OR QLoRA OR "adapter tuning" OR "prompt tuning" OR "instruction tuning" OR SFT
hallucination | hallucinations, llm hallucination, hallucinations in llms
    hallucination OR hallucinate OR confabulation OR factuality OR unfaithful OR groundedness OR "factual
    consistency" OR "factual errors" OR "unsupported claims"
robot-manipulation | robotic manipulation, object manipulation, robot arm manipulation
    "robot manipulation" OR "robotic manipulation" OR "dexterous manipulation" OR "bimanual manipulation" OR
    "manipulation tasks" OR "manipulation policies" OR grasping OR gripper OR "vision-language-action" OR VLA
    OR visuomotor OR "robot policy" OR teleoperation OR "in-hand manipulation"
large language models | llm, llms, language models
    "large language model" OR LLM
reinforcement learning | rl, deep rl, deep reinforcement learning
    "reinforcement learning" OR RL OR "policy gradient" OR "actor critic" OR "policy optimization" OR "Q
    learning" OR "offline RL" OR "multi-agent reinforcement learning"
retrieval-augmented generation | rag, retrieval augmentation
    "retrieval-augmented" OR RAG OR GraphRAG OR "retrieval augmentation" OR "dense retrieval"
agents | llm agents, ai agents, agentic ai, autonomous agents
    "LLM agent" OR "language model agent" OR "AI agent" OR agentic OR "autonomous agent" OR "multi-agent
    system" OR "tool use" OR "tool calling" OR "GUI agent" OR "web agent" OR "agent memory"
tool use | function calling, tool calling
    "tool use" OR "tool calling" OR "function calling" OR "tool learning" OR "model context protocol" OR "tool
    augmented"
alignment | ai alignment, llm alignment, preference alignment
    RLHF OR "preference optimization" OR DPO OR "AI alignment" OR "value alignment" OR "human preferences" OR
    "reward model" OR "reward hacking" OR "preference alignment"
AI safety | llm safety, safety of ai, ai security and safety
    "AI safety" OR "LLM safety" OR "safety alignment" OR jailbreak OR "red teaming" OR guardrail OR "prompt
    injection" OR "harmful content" OR "harmful requests" OR refusal
reasoning | llm reasoning, reasoning models, reasoning in llms
    "chain-of-thought" OR "reasoning model" OR "LLM reasoning" OR "mathematical reasoning" OR "logical
    reasoning" OR "multi-step reasoning" OR "reasoning trace" OR "test time scaling" OR "reasoning ability"
LLM evaluation | evaluation of llms, evaluating llms, llm benchmarks, benchmarking llms
    "LLM evaluation" OR "evaluating large language models" OR "evaluating LLMs" OR "LLM-as-a-judge" OR "LLM
    benchmark" OR "benchmark contamination" OR "evaluation benchmark" OR "automatic evaluation" OR leaderboard
interpretability | explainability, xai, explainable ai, interpretable ai
    interpretability OR explainability OR "explainable AI" OR XAI OR "sparse autoencoder" OR "activation
    steering" OR "feature attribution" OR "circuit discovery" OR probing
prompt engineering | prompting, prompt design
    "prompt engineering" OR "prompt optimization" OR "in-context learning" OR ICL OR "few-shot prompting" OR
    "prompt design"
long context | long-context modeling, long-context llms
    "long context" OR "context length" OR "context window" OR "length extrapolation" OR "KV cache" OR "long
    document"
efficient inference | llm inference, llm serving, inference efficiency
    "efficient inference" OR "LLM inference" OR "LLM serving" OR "inference acceleration" OR "KV cache" OR
    "speculative decoding" OR "inference latency"
model compression | compression of models, network compression
    quantization OR pruning OR "knowledge distillation" OR "model compression" OR "low-bit" OR "structured
    sparsity"
mixture of experts | moe, sparse moe
    "mixture-of-experts" OR MoE OR "expert routing" OR "sparse experts"
diffusion models | diffusion, generative diffusion
    "diffusion model" OR "denoising diffusion" OR "latent diffusion" OR "flow matching" OR "diffusion
    transformer" OR "score-based generative" OR "rectified flow" OR "diffusion based"
image generation | text-to-image, image synthesis, text-to-image generation
    "image generation" OR "text-to-image" OR "image synthesis" OR "image editing" OR "stable diffusion"
video generation | text-to-video, video synthesis, video diffusion
    "video generation" OR "text-to-video" OR "image-to-video" OR "video diffusion" OR "video synthesis" OR
    "video editing"
vision-language models | vlm, vlms, multimodal llm, multimodal language models, mllm
    "vision-language model" OR VLM OR LVLM OR "multimodal large language model" OR MLLM OR "visual question
    answering" OR CLIP
object detection | detection, object detectors
    "object detection" OR "object detector" OR DETR OR YOLO OR "open vocabulary detection"
image segmentation | segmentation
    "image segmentation" OR "semantic segmentation" OR "instance segmentation" OR "segment anything" OR
    "panoptic segmentation"
3D reconstruction | 3d vision, reconstruction in 3d
    "3D reconstruction" OR "Gaussian splatting" OR 3DGS OR NeRF OR "radiance field" OR "novel view synthesis"
    OR "surface reconstruction" OR "multi view stereo"
video understanding | video analysis, video llms
    "video understanding" OR "video question answering" OR "long video" OR "video LLM" OR "temporal grounding"
    OR "action recognition"
medical imaging | medical image analysis, medical images, radiology
    "medical imaging" OR "medical image" OR radiology OR MRI OR "computed tomography" OR ultrasound OR
    histopathology OR "X-ray"
AI for health | medical ai, clinical ai, healthcare, ai in medicine
    "clinical notes" OR "electronic health record" OR EHR OR "medical LLM" OR "clinical decision support" OR
    "medical question answering" OR "clinical NLP" OR healthcare
remote sensing | earth observation, satellite imagery
    "remote sensing" OR "earth observation" OR "satellite imagery" OR hyperspectral OR "land cover" OR
    geospatial
autonomous driving | self-driving, autonomous vehicles, self-driving cars
    "autonomous driving" OR "self driving" OR "autonomous vehicle" OR "end-to-end driving" OR "motion
    forecasting" OR "driving scenes"
robot navigation | navigation, mobile robot navigation
    "robot navigation" OR "visual navigation" OR SLAM OR "path planning" OR "vision-language navigation" OR
    "mobile robot" OR "embodied navigation"
humanoid and legged robots | legged robots, humanoids, humanoid robots
    humanoid OR "legged locomotion" OR quadruped OR "legged robot" OR "whole body control" OR "loco
    manipulation"
embodied AI | embodied agents, embodied intelligence
    "embodied AI" OR "embodied agent" OR "vision-language-action" OR VLA OR "robot learning" OR "embodied
    planning" OR "robot foundation model"
world models | world model
    "world model" OR "model based reinforcement learning" OR "latent dynamics" OR JEPA OR "video world model"
drones | uav, uavs, unmanned aerial vehicles
    UAV OR drone OR quadrotor OR "unmanned aerial" OR multirotor
code generation | code llms, llms for code, ai coding
    "code generation" OR "code LLM" OR "program synthesis" OR "coding agent" OR "code completion" OR "program
    repair" OR "SWE bench" OR "code language model"
software engineering | ai for software engineering
    "software engineering" OR "software testing" OR "program repair" OR "test generation" OR "code review" OR
    "software development" OR fuzzing
cybersecurity | security, cyber security
    cybersecurity OR "vulnerability detection" OR malware OR "intrusion detection" OR "penetration testing" OR
    "threat intelligence" OR exploit
adversarial robustness | adversarial attacks, adversarial examples, adversarial machine learning
    "adversarial robustness" OR "adversarial attack" OR "adversarial example" OR "adversarial training" OR
    "backdoor attack" OR "data poisoning" OR "certified robustness"
privacy | data privacy, privacy-preserving machine learning
    "differential privacy" OR "differentially private" OR "privacy-preserving" OR "membership inference" OR
    "privacy leakage" OR "data privacy" OR "private learning" OR "machine unlearning"
federated learning | fl, federated
    "federated learning" OR federated OR FedAvg OR "split learning" OR "client heterogeneity"
fairness | algorithmic fairness, bias and fairness
    fairness OR "social bias" OR "gender bias" OR "bias mitigation" OR discrimination OR stereotype OR
    "demographic parity"
misinformation | fake news, disinformation
    misinformation OR disinformation OR "fake news" OR "fact checking" OR "claim verification" OR "fact
    verification"
graph neural networks | gnn, gnns, graph learning, graph representation learning
    "graph neural network" OR GNN OR "graph convolution" OR "graph transformer" OR "graph learning" OR "node
    classification" OR "link prediction" OR "graph representation learning"
knowledge graphs | kg, kgs
    "knowledge graph" OR "knowledge graph completion" OR ontology OR "entity alignment"
time series | time series forecasting, time series analysis
    "time series" OR "time series forecasting" OR "temporal forecasting" OR "traffic forecasting" OR
    "probabilistic forecasting"
anomaly detection | outlier detection
    "anomaly detection" OR "outlier detection" OR "novelty detection" OR "out-of-distribution detection" OR
    "fault detection"
recommender systems | recommendation, recsys, recommendation systems
    "recommender system" OR "recommendation system" OR "sequential recommendation" OR "generative
    recommendation" OR "collaborative filtering" OR "CTR prediction" OR recommendation
information retrieval | retrieval, neural retrieval, ir
    "information retrieval" OR "dense retrieval" OR "document retrieval" OR "passage retrieval" OR reranking
    OR retriever OR "query expansion"
machine translation | translation, nmt, neural machine translation
    "machine translation" OR "neural machine translation" OR NMT OR "translation quality" OR "speech
    translation"
multilingual NLP | multilingual, cross-lingual nlp
    multilingual OR "cross-lingual" OR "low-resource language" OR "code switching" OR "under resourced
    language"
speech recognition | asr, automatic speech recognition, speech-to-text
    "speech recognition" OR "automatic speech recognition" OR ASR OR "speech-to-text" OR "word error rate" OR
    Whisper
speech and audio | speech, audio, speech processing
    "speech synthesis" OR "text-to-speech" OR TTS OR "speech language model" OR "audio language model" OR
    "speech enhancement" OR "audio generation" OR "spoken language" OR "speech recognition"
continual learning | lifelong learning, incremental learning
    "continual learning" OR "lifelong learning" OR "catastrophic forgetting" OR "incremental learning"
self-supervised learning | ssl, self-supervision
    "self-supervised" OR "contrastive learning" OR "representation learning" OR "masked autoencoder"
uncertainty | uncertainty quantification, uncertainty estimation
    "uncertainty quantification" OR "uncertainty estimation" OR calibration OR "conformal prediction" OR
    "epistemic uncertainty"
causal inference | causality, causal
    "causal inference" OR "causal discovery" OR "treatment effect" OR counterfactual OR causality OR
    confounding
optimization | optimisation, optimization for machine learning
    "stochastic gradient" OR "gradient descent" OR "convex optimization" OR "nonconvex optimization" OR
    optimizer OR "convergence rate" OR Muon
Bayesian methods | bayesian statistics, bayesian machine learning
    "Bayesian inference" OR "variational inference" OR MCMC OR "Gaussian process" OR "posterior sampling" OR
    "Bayesian optimization"
scientific machine learning | sciml, ai for science
    "physics-informed" OR PINN OR "neural operator" OR "operator learning" OR "scientific machine learning" OR
    "PDE solver" OR "surrogate model"
AI scientist | ai scientists, automated scientific discovery
    "AI scientist" OR "scientific discovery" OR "automated research" OR "research agent" OR "hypothesis
    generation" OR "deep research"
drug discovery | drug design, ai for drug discovery
    "drug discovery" OR "drug design" OR "molecule generation" OR "molecular property prediction" OR docking
    OR "binding affinity"
proteins | protein, protein modeling
    "protein design" OR "protein structure" OR "protein language model" OR AlphaFold OR "protein sequence" OR
    "protein folding"
genomics | computational genomics, genetics
    genomics OR "single-cell" OR "gene expression" OR transcriptomics OR DNA OR genome
materials | materials science, materials discovery
    "materials discovery" OR "interatomic potential" OR "crystal structure" OR "density functional theory" OR
    "machine learning force field"
weather and climate | weather, climate, climate and weather
    "weather forecasting" OR "weather prediction" OR "climate model" OR "climate change" OR precipitation OR
    "Earth system"
quantum error correction | qec, quantum error-correcting codes
    "quantum error correction" OR "quantum error correcting" OR QEC OR "surface code" OR "logical qubit" OR
    "stabilizer code" OR "fault-tolerant quantum" OR "syndrome extraction" OR "quantum code"
quantum computing | quantum computers, quantum computation
    "quantum computing" OR "quantum computer" OR "quantum algorithm" OR "quantum circuit" OR qubit OR
    "variational quantum" OR "quantum machine learning"
gravitational waves | gravitational wave astronomy
    "gravitational wave" OR LIGO OR "binary black hole" OR "neutron star merger"
dark matter | dark matter searches
    "dark matter" OR axion OR WIMP OR "dark photon"
exoplanets | extrasolar planets
    exoplanet OR "extrasolar planet" OR "planetary atmosphere" OR "transiting planet"
wireless communications | wireless, wireless networks
    6G OR MIMO OR beamforming OR "channel estimation" OR "wireless communication" OR "wireless network" OR
    "integrated sensing and communication"
theorem proving | automated theorem proving, formal mathematics, ai for math
    "theorem proving" OR "formal verification" OR autoformalization OR "proof assistant" OR "formal proof" OR
    "Lean 4"
brain-computer interfaces | bci, bcis
    EEG OR "brain-computer interface" OR "brain decoding" OR fMRI OR "neural decoding"
spiking neural networks | snn, snns
    "spiking neural network" OR SNN OR neuromorphic
human-computer interaction | hci
    "human-computer interaction" OR "human AI interaction" OR "human AI collaboration" OR "user study" OR
    "user interface" OR "semi structured interviews"
AI in education | education, ai for education
    "AI in education" OR tutoring OR "intelligent tutoring" OR "knowledge tracing" OR students OR classroom
legal NLP | legal ai, law
    "legal NLP" OR "legal text" OR "legal reasoning" OR "legal judgment" OR "legal documents" OR "case law" OR
    legal
finance | quantitative finance, ai in finance
    "stock prediction" OR "portfolio optimization" OR "asset pricing" OR "financial markets" OR "option
    pricing" OR volatility OR "quantitative trading" OR financial
"""
