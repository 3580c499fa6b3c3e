"""Other names in language, speech, medicine, robots, software, security and people."""

from __future__ import annotations

TABLE = """
recommender system, recommendation system, recommender, ?recommendation > recommendation, collaborative filtering,
    sequential recommendation, CTR prediction, cold start, generative recommendation
click through rate, CTR prediction
information retrieval, IR, document retrieval, dense retrieval, passage retrieval, ?retrieval > reranking,
    retriever, query expansion, BM25, ranking
reranking, re ranking, reranker
question answering, QA > open domain, multi hop
dialogue system, dialog system, conversational AI, chatbot, conversational agent > task oriented dialogue
machine translation, MT, neural machine translation, NMT > low resource translation, translation quality
low resource language, low resource languages, under resourced > multilingual, cross lingual
multilingual, cross lingual, crosslingual > low resource language, code switching
named entity recognition, NER > information extraction, entity linking
information extraction, IE, relation extraction > named entity recognition, event extraction
sentiment analysis, opinion mining, emotion recognition > aspect based
text summarization, summarization, summarisation > abstractive
text classification, document classification > topic modeling
topic modeling, topic modelling, topic model > LDA
tokenization, tokenizer, tokenisation > subword, BPE, byte pair encoding
word embedding, text embedding, sentence embedding, embedding model > semantic similarity
natural language processing, NLP, computational linguistics
natural language inference, NLI, textual entailment
text to SQL, NL2SQL, text2SQL, natural language to SQL > semantic parsing, schema linking
table understanding, tabular reasoning, table question answering
tabular data, tabular learning, ?tabular > tabular, gradient boosting, TabPFN
legal NLP, legal language, legal text, legal AI, legal domain, legal reasoning, ?legal, ?law > legal, court,
    statute, judgment prediction, legal contract, case law
medical NLP, clinical NLP, clinical text, electronic health record, EHR > clinical notes
electronic health record, EHR, electronic medical record, EMR > clinical prediction
medical imaging, medical image, medical image analysis, ?radiology > radiology, MRI, CT, medical image segmentation,
    pathology, ultrasound, X ray, histopathology
histopathology, computational pathology, digital pathology, whole slide image, WSI
medical LLM, medical AI, clinical AI, ?healthcare > healthcare, clinical, clinical decision support, diagnosis,
    medical question answering
magnetic resonance imaging, MRI > fMRI
computed tomography, CT > low dose CT
electroencephalography, EEG, brain computer interface, BCI > brain decoding, motor imagery
brain decoding, neural decoding > fMRI, EEG
electrocardiogram, ECG, electrocardiography > arrhythmia
drug discovery, molecule generation, drug design > docking, molecular property prediction, binding affinity
molecular property prediction, molecular representation, ?molecular > molecular, molecule generation
protein structure, ?protein > protein, AlphaFold, protein folding, antibody
protein design, protein engineering > protein language model, antibody design, protein generation
protein language model, PLM
single cell, single cell RNA, scRNA seq > gene expression, transcriptomics, perturbation
genomics, genome, genomic, ?DNA > DNA, gene expression, variant
materials discovery, ?materials science, crystal structure > interatomic potential, materials informatics
density functional theory, DFT > exchange correlation
machine learned interatomic potential, MLIP, interatomic potential, machine learning force field > molecular
    dynamics
molecular dynamics, MD simulation > coarse grained
speech recognition, ASR, automatic speech recognition > speech to text, transcription, Whisper, word error rate, WER
text to speech, TTS, speech synthesis > voice cloning, zero shot TTS, vocoder
speech processing, ?speech, spoken language > ASR, TTS, speaker, speech enhancement, speech language model
speaker verification, speaker recognition, speaker diarization, diarization
speech enhancement, speech separation, source separation > denoising
speech translation > simultaneous translation
audio language model, audio LLM, speech language model, spoken language model, SpeechLLM
music generation, music information retrieval, MIR, ?music > music, symbolic music, audio generation
audio generation, sound generation, text to audio > audio synthesis
robot manipulation, robotic manipulation, manipulation policy, dexterous manipulation, object manipulation >
    grasping, bimanual, robot arm, VLA, visuomotor, pick and place, gripper, teleoperation, in hand
grasping, robotic grasping, grasp > gripper, dexterous hand, grasp synthesis
dexterous manipulation, dexterous hand, in hand manipulation > multi fingered, tactile
tactile sensing, tactile > visuotactile, contact rich
bimanual manipulation, bimanual, dual arm
robot learning, robotic learning > imitation learning, robot policy, sim to real, VLA, visuomotor, demonstrations
visuomotor policy, visuomotor, diffusion policy > action chunking, behavior cloning
sim to real, sim2real, simulation to reality > domain randomization
legged locomotion, quadruped, legged robot, locomotion > humanoid, gait
humanoid robot, humanoid > whole body control, loco manipulation
robot navigation, ?navigation, ?mobile robot > path planning, visual navigation, SLAM, obstacle avoidance
vision language navigation, VLN, vision and language navigation > embodied navigation
embodied AI, embodied agent, embodied intelligence > embodied navigation, embodied planning, VLA
simultaneous localization and mapping, SLAM, visual odometry, localization and mapping > lidar odometry, loop
    closure, place recognition
motion planning, path planning, trajectory planning, trajectory optimization > collision avoidance, RRT
task and motion planning, TAMP > task planning
model predictive control, MPC > optimal control
optimal control > Hamilton Jacobi, LQR, control theory
control barrier function, CBF, safe control > safety filter
autonomous driving, self driving, autonomous vehicle > driving simulation, trajectory prediction, motion
    forecasting, BEV, end to end driving, driving scene
trajectory prediction, motion forecasting, motion prediction
unmanned aerial vehicle, UAV, drone, quadrotor > aerial, multirotor, swarm
human robot interaction, HRI, human robot collaboration > social robot, cobot
human computer interaction, HCI, user study > user interface, human AI interaction
human AI interaction, human AI collaboration, human AI teaming
augmented reality, virtual reality, AR, VR, XR, extended reality, mixed reality > head mounted
eye tracking, gaze tracking, ?gaze > gaze estimation
accessibility, assistive technology > blind, disabilities
AI in education, ?education, educational > tutoring, intelligent tutoring, students, knowledge tracing, classroom
code generation, program synthesis, code LLM, code language model, LLM for code, code completion > code repair, SWE
    bench, coding agent, software engineering
coding agent, software engineering agent, SWE agent, SWE bench > issue resolution, code generation
program repair, automated program repair, APR, bug fixing > patch generation
software testing, test generation, unit test generation, fuzzing > mutation testing, fuzz
fuzzing, fuzz testing, fuzzer
vulnerability detection, software vulnerability, ?vulnerability > vulnerability, exploit, CVE, static analysis
static analysis, program analysis > symbolic execution
smart contract, smart contracts > Solidity, Ethereum
blockchain, decentralized finance, DeFi, distributed ledger > smart contract, consensus
malware detection, malware > ransomware
intrusion detection, IDS, network intrusion > anomaly detection, cyber attack
cybersecurity, cyber security > malware, intrusion detection, threat intelligence, penetration testing
adversarial robustness, adversarial attack, adversarial example, adversarial training > certified robustness,
    perturbation
backdoor attack, backdoor, data poisoning, poisoning attack > trojan
membership inference, membership inference attack, MIA > privacy leakage
privacy preserving, ?privacy, data privacy > membership inference, DP SGD, private learning, data leakage,
    homomorphic encryption
differential privacy, DP, differentially private > DP SGD, privacy budget
federated learning, FL, federated > federated optimization, client drift, non IID, split learning
homomorphic encryption, FHE, secure computation, multi party computation, MPC > encrypted inference
post quantum cryptography, PQC, lattice based cryptography
cryptography, cryptographic, ?encryption > zero knowledge, signature scheme, key exchange
zero knowledge proof, ZKP, zero knowledge > SNARK
watermarking, watermark, LLM watermarking > AI generated text detection, provenance
AI generated text detection, machine generated text, LLM generated text detection > watermarking
fairness, algorithmic fairness, bias mitigation > discrimination, gender bias, demographic parity, social bias
social bias, gender bias, stereotype > fairness
AI ethics, responsible AI, AI governance, AI policy > regulation, accountability, AI Act
"""
