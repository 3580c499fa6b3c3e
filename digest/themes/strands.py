"""Lines of research by the names their own people use, and the phrases that show that a paper belongs to one.

General knowledge of the fields; a theme may as well be a phrase that the papers themselves share.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from digest.text.phrases import singular

# label = phrases, each matched without plurals, so `adapter` also finds `adapters`; `^` counts in titles only.
TABLE = """
LoRA and parameter-efficient tuning = lora, low rank adaptation, low rank adapter, low rank update, qlora, dora, parameter efficient fine tuning, peft, prompt tuning, prefix tuning, parameter efficient, ^adapter
instruction tuning = instruction tuning, instruction following, instruction data
training data selection = data selection, data curation, data mixture, data mixing
preference optimization and reward models = preference optimization, dpo, rlhf, reward model, preference learning, human feedback, preference data, reward modeling
reinforcement learning with verifiable rewards = rlvr, verifiable rewards, grpo, group relative policy optimization, reinforcement fine tuning, reinforcement finetuning
safety and jailbreaks = jailbreak, jailbreaking, harmful, safety alignment, refusal, red teaming, unsafe, guardrail, ai safety, agent safety, llm safety
backdoors and poisoning = backdoor, poisoning, trojan, poisoned
machine unlearning = unlearning
privacy = differential privacy, membership inference, privacy preserving, differentially private, ^privacy
federated learning = federated learning, federated, decentralized learning
continual learning and forgetting = continual learning, catastrophic forgetting, lifelong learning, forgetting, incremental learning, class incremental
domain adaptation and shift = domain adaptation, distribution shift, domain generalization, out of distribution, test time adaptation, domain shift
knowledge distillation = ^distillation, knowledge distillation, teacher student, self distillation
quantization and compression = quantization, pruning, model compression, low bit, sparsification
efficient inference and serving = speculative decoding, kv cache, inference acceleration, ^serving, llm serving, inference efficiency, efficient inference
long context = long context, context window, context length, long document
agent memory = long term memory, agent memory, memory augmented, memory system, memory consolidation, memory architecture, memory management, memory retrieval, conversational memory
reasoning and chain of thought = chain of thought, reasoning model, mathematical reasoning, multi step reasoning, reasoning trace, test time scaling, test time compute, large reasoning model
mechanistic interpretability = mechanistic interpretability, sparse autoencoder, interpretability, activation steering, probing, circuit discovery, circuit analysis, internal representation
explainability = explainable, explainability, ^explanation, saliency, counterfactual explanation
uncertainty and calibration = uncertainty quantification, uncertainty estimation, confidence calibration, calibrated confidence, conformal prediction, overconfidence, abstention
hallucination detection = hallucination detection, detecting hallucination, hallucination detector, detect hallucination
factuality and fact checking = factuality, fact checking, fact verification, factual consistency, misinformation, faithfulness, claim verification
retrieval-augmented generation = retrieval augmented generation, rag, retrieval augmented, graph rag, graphrag
knowledge graphs = knowledge graph, ontology, knowledge graph completion, entity linking
information retrieval and reranking = dense retrieval, reranking, passage retrieval, information retrieval, retriever, document retrieval, query expansion
recommender systems = recommendation, recommender, collaborative filtering, sequential recommendation, click through rate
benchmarks and evaluation = ^benchmark, ^benchmarking, ^evaluating, evaluation framework, leaderboard, evaluation protocol, llm as a judge
language agents and tool use = tool use, tool calling, llm agent, language agent, ^agentic, web agent, function calling, gui agent, ai agent, agentic ai, llm based agent, computer use agent
multi-agent systems = multi agent, multiagent, agent society
dialogue and conversation = dialogue, ^conversational, chatbot, multi turn, ^conversation
machine translation and multilinguality = machine translation, multilingual, low resource language, cross lingual, speech translation, code switching
summarization and text generation = summarization, text generation, story generation, long form generation
information extraction = information extraction, named entity recognition, relation extraction, event extraction, structured extraction
bias and fairness = fairness, social bias, gender bias, stereotype, political bias, demographic bias, ^debiasing, ^unfairness
speech and audio = speech recognition, asr, text to speech, speech, audio, ^voice, music
vision-language models = vision language model, vlm, lvlm, multimodal large language model, mllm, large vision language model, image text, clip
video understanding and generation = video generation, video understanding, ^video, text to video, video diffusion
image generation and editing = text to image, image generation, image editing, image synthesis, image diffusion
segmentation and detection = ^segmentation, object detection, semantic segmentation, instance segmentation, image segmentation, video segmentation, object detector
3D reconstruction and rendering = 3d reconstruction, gaussian splatting, nerf, novel view synthesis, point cloud, radiance field
depth, pose and geometry = depth estimation, pose estimation, camera pose, stereo, visual odometry, slam
remote sensing = remote sensing, satellite, earth observation, hyperspectral, aerial imagery
medical imaging = medical imaging, medical image, radiology, mri, ct scan, histopathology, chest x ray, ultrasound, ^radiology, ^pathology
clinical language and health = ^clinical, electronic health record, healthcare, medical question answering, biomedical, ^medicine
law = legal, ^lawyer, legislation, court, jurisprudence
finance = ^finance, financial, stock market, ^trading
education = education, tutoring, classroom, pedagogical, student learning, higher education
science and chemistry = molecule, molecular, drug discovery, protein, chemistry, materials discovery, scientific discovery
vision-language-action models = vision language action, vla, world action model, generalist policy, robot foundation model
imitation and policy learning = imitation learning, behavior cloning, ^demonstration, diffusion policy, visuomotor, policy learning, teleoperation, learning from demonstration
grasping and dexterous hands = grasping, dexterous, grasp, in hand manipulation, tactile, gripper, contact rich
locomotion and humanoids = locomotion, humanoid, legged, quadruped, whole body control
motion planning and control = motion planning, trajectory optimization, model predictive control, trajectory planning, path planning, task and motion planning
autonomous driving = autonomous driving, self driving, ^driving, autonomous vehicle
navigation = ^navigation, visual navigation, vision language navigation, object navigation
world models and simulation = world model, simulation to real, sim to real, ^simulator, digital twin
soft and deformable bodies = deformable, soft robot, cloth, soft body, continuum robot
human-robot interaction = human robot interaction, human robot collaboration, teleoperated, shared autonomy, assistive
aerial robots and swarms = uav, drone, quadrotor, swarm, unmanned aerial
coding agents = coding agent, software engineering agent, code agent, agentic coding
code generation and repair = code generation, program repair, code llm, program synthesis, code language model, bug fixing
software testing and verification = software testing, fuzzing, formal verification, test generation, static analysis, theorem proving
vulnerabilities and malware = vulnerability, malware, intrusion detection, attack detection, phishing
prompt injection and agent security = prompt injection, adversarial prompt, agent security, supply chain
adversarial robustness = adversarial attack, adversarial robustness, adversarial example, adversarial perturbation, adversarial training
watermarking and deepfakes = watermark, deepfake, ai generated image, ai generated text, forgery
cryptography and protocols = cryptographic, encryption, zero knowledge proof, blockchain, post quantum, homomorphic
graph neural networks = graph neural network, gnn, graph learning, message passing, graph transformer, node classification
forecasting = ^forecasting, time series forecasting, temporal forecasting
anomaly detection = anomaly detection, outlier detection
tabular and causal methods = tabular, causal inference, causal discovery, treatment effect, causal effect
optimization and training dynamics = ^optimizer, stochastic gradient descent, training dynamics, loss landscape, learning rate, gradient descent
generalization theory = generalization bound, sample complexity, regret bound, learning theory, minimax
scaling laws = scaling law
Bayesian and probabilistic models = bayesian, gaussian process, variational inference, markov chain monte carlo, probabilistic model
reinforcement learning = reinforcement learning, offline reinforcement learning, q learning, actor critic, markov decision process, bandit
representation and self-supervised learning = self supervised, contrastive learning, representation learning, pretraining, embedding model
data and annotation = ^annotation, crowdsourcing, dataset construction, data augmentation, data quality
surveys = ^survey, literature review, systematic review, ^sok
human-computer interaction = human ai collaboration, human ai interaction, virtual reality, human centered, participatory, human computer interaction
neuroscience and brain signals = eeg, fmri, brain computer interface, neural decoding, brain activity, brain signal
wireless and networks = wireless, 5g, 6g, beamforming, channel estimation, mimo, edge computing, internet of things
energy and climate = power grid, power system, climate, weather forecasting, smart grid, battery, renewable energy
hardware and accelerators = accelerator, fpga, gpu kernel, ^hardware, memory bandwidth, in memory computing
surface codes and decoding = surface code, syndrome, surface code decoder, toric code, stabilizer code
LDPC and bosonic codes = ldpc, qldpc, bivariate bicycle, low density parity check, quantum code, bosonic code, gkp, cat qubit, cat code, quantum low density
fault-tolerant computation = fault tolerant quantum, quantum fault tolerance, logical qubit, magic state, logical gate, lattice surgery
noise and error mitigation = error mitigation, noise model, decoherence, noisy intermediate scale, crosstalk, qubit noise, dephasing, dynamical decoupling
quantum machine learning = quantum machine learning, variational quantum, quantum neural network, parameterized quantum circuit, quantum kernel
quantum algorithms and simulation = quantum algorithm, quantum simulation, hamiltonian simulation, trotter, quantum advantage, quantum annealing
quantum communication and cryptography = quantum key distribution, quantum network, quantum communication, entanglement distribution, quantum internet
superconducting and spin qubits = superconducting qubit, spin qubit, transmon, quantum dot, trapped ion, neutral atom, rydberg
quantum optics and sensing = quantum sensing, quantum optics, metrology, squeezed, single photon, cavity, photonic
topological and correlated matter = topological insulator, topological order, topological phase, superconductivity, superconductor, mott, magnetism, altermagnet, moire
two-dimensional materials = graphene, two dimensional material, van der waals, transition metal dichalcogenide, monolayer
numerical methods for PDEs = finite element, partial differential equation, discontinuous galerkin, preconditioner, multigrid, time stepping, pde
neural operators and physics-informed learning = physics informed, neural operator, pinn, surrogate model, operator learning
inverse problems and tomography = inverse problem, tomography, image reconstruction, compressed sensing
fluid dynamics and turbulence = turbulence, fluid, navier stokes, flow simulation, vortex
stars and planets = exoplanet, stellar, star formation, planet, protoplanetary
galaxies and cosmology = galaxy, cosmological, dark matter, dark energy, cosmic microwave background, redshift
black holes and gravitational waves = black hole, gravitational wave, neutron star, accretion, merger
particle physics = collider, lhc, higgs, neutrino, standard model, quark
genomics and proteins = genome, genomic, single cell, gene expression, protein structure, dna
epidemiology and populations = epidemic, epidemiological, population dynamics, infectious disease, vaccination
economics and markets = ^market, ^pricing, auction, mechanism design, economic, labor market
games and social choice = game theory, nash equilibrium, voting, social choice, fair division
graphs and combinatorial algorithms = approximation algorithm, combinatorial optimization, graph algorithm
automata, logic and semantics = type system, ^logic, automata, denotational semantics, operational semantics, temporal logic, proof assistant
coding and information theory = error correcting code, information theoretic, channel capacity, polar code, rate distortion
signal processing and radar = radar, signal processing, array processing
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberPhrase:
    """A phrase that shows that a paper belongs.

    Attributes:
        titles_only: In an abstract it says too little.
    """

    words: tuple[str, ...]
    titles_only: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """A line of research."""

    label: str
    members: tuple[MemberPhrase, ...]


@cache
def table() -> tuple[Strand, ...]:
    """All lines of research."""
    rows = (line.partition(" = ") for line in TABLE.strip().splitlines())
    return tuple(
        Strand(label=label, members=tuple(_member(phrase.strip()) for phrase in members.split(",")))
        for label, _, members in rows
    )


def _member(phrase: str) -> MemberPhrase:
    return MemberPhrase(words=singular(phrase.removeprefix("^")), titles_only=phrase.startswith("^"))
