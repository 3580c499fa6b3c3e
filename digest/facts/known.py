"""What is well known already: terms of the trade, and models, datasets and benchmarks that papers use."""

from __future__ import annotations

# Acronyms and terms of the trade: however new a paper is, none of these is the name of its own work.
GENERIC = frozenset(
    """
    DevSecOps DevOps MLOps LLMOps PAC-Bayes GEV ATR MERA DES CMDP CMDPs RLHF LFM LFMs MLLM-as-a-Judge
    VLM-as-a-Judge EBM EBMs VPU HDG ALM ALMs GAI GFM GFMs CBF CBFs CMAB DDPM DDIM OPD OPSD MSF HAR HPE HMR MCQ
    MCQs OSS NTT MPO MPS DMRG TEBD QAE ESR FMR CC-BY CC-BY-4.0 MIT-licensed EBM CFM FM ODENet NMF TLS TLF GKP QPE
    CTC BCE CVaR EVT SVDD PRNG TRNG ENSO GCM GCMs TN TNs UQ CP MoCap DOA SDF SDFs ESP ASD ADHD AD PD CKD HCC IVF
    CT-guided BCI BCIs SSVEP ERP AI AIs AGI AIGC ML DL RL NLP NLU NLG CV HCI HRI HOI XAI GenAI LLM LLMs LM LMs
    MLLM MLLMs LMM LMMs VLM VLMs LVLM LVLMs VLA VLAs SLM SLMs LRM LRMs MLM MLMs LALM LALMs VFM VFMs FM FMs dLLM
    dLLMs TSFM TSFMs WAM WAMs VLN VLP LLaVA RAG RAGs SFT RFT PEFT RLHF RLAIF RLVR RLVF GRPO PPO DPO KTO SAC DQN
    TD3 DDPG MARL MARLs MDP MDPs POMDP POMDPs PRM PRMs ORM CoT ToT ICL ReAct MCP ACP A2A SOTA SoTA MoE MoEs LoRA
    QLoRA DoRA CNN CNNs RNN RNNs LSTM LSTMs BiLSTM GRU GRUs GNN GNNs GCN GCNs GAT GATs GAN GANs VAE VAEs MLP MLPs
    ANN ANNs DNN DNNs SNN SNNs QNN QNNs PINN PINNs KAN KANs SSM SSMs ViT ViTs DiT DiTs NeRF NeRFs 3DGS GS NN NNs
    BNN BNNs SVM SVMs KNN kNN PCA SVD ICA SAE SAEs RF GBDT XGBoost LightGBM CatBoost HMM HMMs GMM GMMs GP GPs MCMC
    MCTS EM ELBO KL JS MMD OT CKA NTK SGD Adam AdamW EMA BP SHAP LIME Grad-CAM CAM F1 F1-score F1-scores AUC AUROC
    AUPRC ROC ROC-AUC PR-AUC AUC-ROC mAP AP MAP IoU mIoU MAE MSE RMSE MAPE R2 PSNR SSIM LPIPS FID FVD BLEU ROUGE
    METEOR WER CER MRR NDCG nDCG MCC SNR SINR BER EER TPR FPR FNR QWK PPL TTFT TPS FPS QPS FLOP FLOPs GFLOPs
    TFLOPs FLOPS OOD ID IID non-IID SSL TTA TTT TTC NAS AutoML PTQ QAT KD FL HFL VFL DP LDP DP-SGD HE MPC TEE TEEs
    MIA MIAs PII GDPR HIPAA API APIs SDK CLI GUI GUIs UI UX IDE IDEs OS URL URLs HTTP HTML XML JSON YAML CSV SQL
    NoSQL SPARQL RDF OWL KG KGs KB KBs QA VQA KBQA NER RE RTE NLI IE IR OCR ASR TTS MT NMT STT T2I T2V I2V I2I
    TI2V V2A NL2SQL Text2SQL GPU GPUs CPU CPUs TPU TPUs NPU NPUs FPGA FPGAs ASIC ASICs SoC SoCs HPC DRAM SRAM HBM
    RAM VRAM SSD PIM CIM NVMe CUDA RISC-V RTL HLS HDL VLSI EDA CAD CAM PCB FP8 FP16 FP32 BF16 INT4 INT8 NVFP4 KV
    KV-cache IoT IIoT AIoT UAV UAVs UAS UGV UGVs AUV AUVs AV AVs ADAS V2X V2V V2I LiDAR SLAM VIO IMU IMUs GPS GNSS
    RGB RGB-D RGBD BEV HD SD HDR LDR SR SISR ISP 2D 3D 4D 6D 6DoF 6-DoF DoF DOF IL BC WBC NMPC PID LQR ROS ROS2
    EEG ECG EMG fMRI MRI CT PET PPG EHR EHRs EMR EMRs ICU WSI WSIs OCT CXR HSI SAR RS MIL CSI MIMO OFDM OFDMA RIS
    ISAC THz mmWave 5G 6G RAN O-RAN NOMA BS UE IRS LEO NTN LDPC FEC SDR WiFi Wi-Fi BLE LoRaWAN TCP UDP QUIC IP
    IPv6 DNS TLS SSH VPN SDN NFV DDoS CVE CVEs CWE SOC IDS APT PQC QKD PDE PDEs ODE ODEs SDE SDEs FEM CFD DNS LES
    RANS DFT MD QM QML QAOA VQE VQC VQCs VQA VQAs PQC PQCs NISQ QEC QUBO QPU QPUs CNOT GHZ QFT QCD QED SM BSM CMB
    AGN SMBH XY XXZ NV SAT SMT ASP LTL CTL FOL DFA NFA DAG DAGs CSP CSPs MILP MIP ILP LP SDP SOCP NP NP-hard
    NP-complete PSPACE EXPTIME TSP CVRP VRP JSSP BO HPO GA GAs PSO DE EA EAs MAB UCB TF-IDF BM25 ANNS HNSW CTR CVR
    CF DSP DSPs CRM ERP KPI KPIs SLA SLAs SLO SLOs ESG EU US USA UK UN GDP ISO IEC IEEE ACM NIST NASA FDA WHO
    COVID-19 STEM K-12 MOOC ITS PhD PR PRs CI CI/CD SE APR TDD UML MDE DSL DSLs LTS AST ASTs CFG IR LLVM WASM eBPF
    VM VMs AWS HIL SIL HITL HIL-SIL SoK RCT RCTs TAM ANOVA SEM LLM-as-a-Judge LLM-as-a-judge LLM-as-judge
    LLM-as-Judge MAS LMAS SOTIF DBMS OLAP OLTP ETL HTAP CRDT CRDTs FHE MPC ZK ZKP ZKPs SNARK SNARKs NFT NFTs DeFi
    DAO DAOs EVM PoW PoS Python Java C C++ JavaScript TypeScript Rust Lean Lean4 Coq Isabelle Verilog
    SystemVerilog PyTorch TensorFlow JAX NumPy HuggingFace GitHub arXiv OpenAI DeepMind NVIDIA Google Meta
    Microsoft Anthropic Apple Amazon IBM YouTube Reddit Wikipedia Twitter TikTok Android iOS Linux Windows macOS
    CPU-GPU LaTeX PDF PDFs SVG PNG JPEG Q&A Q-learning k-means t-SNE UMAP SMOTE I II III IV V VI X XR AR VR MR NPC
    NPCs SU U(1) ReLU GELU SwiGLU RoPE Transformer Transformers Mamba U-Net UNet Bayesian Gaussian Markov Kalman
    Hamiltonian LangChain LangGraph AutoGen vLLM SGLang OpenClaw TurboQuant FlashAttention FlashAttention-2 GPTQ
    AWQ MuJoCo CARLA Isaac Gazebo Unity Raspberry Jetson Zenodo
    """.split()
)

MODELS = frozenset(
    """
    GPT GPT-2 GPT-3 GPT-3.5 GPT-4 GPT-4V GPT-4o GPT-4o-mini GPT-4.1 GPT-4.5 GPT-5 GPT-OSS ChatGPT o1 o3 o4-mini
    Claude Gemini Gemma PaLM LLaMA Llama Vicuna Mistral Mixtral Qwen QwQ DeepSeek OLMo Pythia BLOOM Baichuan
    ChatGLM InternLM MiniCPM Kimi Grok Nemotron StarCoder CodeLlama CodeT5 CodeBERT BERT RoBERTa ALBERT DistilBERT
    DeBERTa ELECTRA XLNet T5 BART mT5 mBERT XLM-R ModernBERT BioBERT SciBERT PubMedBERT ClinicalBERT FinBERT BGE
    ColBERT RWKV CLIP SigLIP BLIP BLIP-2 Flamingo LLaVA InternVL MiniGPT-4 InstructBLIP Whisper wav2vec HuBERT
    WavLM CosyVoice VALL-E MusicGen AudioLDM ImageBind DINO DINOv2 DINOv3 SAM SAM2 SAM3 MoCo SimCLR BYOL ResNet
    ResNet-18 ResNet-34 ResNet-50 ResNet-101 ResNet50 ResNet18 VGG VGG16 VGG-16 AlexNet DenseNet EfficientNet
    MobileNet MobileNetV2 ConvNeXt YOLO YOLOv5 YOLOv8 YOLOv11 DETR RT-DETR ViT DeiT BEiT U-Net nnU-Net StyleGAN
    StableDiffusion SDXL SD3 SD1.5 FLUX PixArt DALL-E Midjourney Sora CogVideoX HunyuanVideo Kling Veo OpenVLA
    RT-2 GR00T SmolVLA AlphaFold AlphaFold2 AlphaFold3 ESM ESM-2 ESMFold AlphaZero AlphaGo MuZero DreamerV3
    Chronos TimesFM Moirai TimeGPT PatchTST iTransformer Informer Autoformer DLinear TabPFN GraphSAGE VGGT DUSt3R
    MASt3R Med-PaLM MedSAM LLaDA BERTopic Word2Vec GloVe fastText ERNIE Doubao
    """.split()
)

DATASETS = frozenset(
    """
    MNIST Fashion-MNIST EMNIST CIFAR CIFAR-10 CIFAR-100 CIFAR10 CIFAR100 SVHN ImageNet ImageNet-1K ImageNet-1k
    ImageNet-21K ImageNet-C ImageNet-R Tiny-ImageNet TinyImageNet COCO MS-COCO MSCOCO LVIS ADE20K Cityscapes KITTI
    nuScenes nuPlan PASCAL LAION LAION-5B LAION-400M CC3M CC12M Flickr30k Flickr30K CelebA FFHQ LSUN Places365
    ScanNet ScanNet++ ShapeNet ModelNet40 Objaverse Matterport3D RealEstate10K DTU Kinetics Kinetics-400 UCF101
    HMDB51 ActivityNet MSR-VTT Ego4D Epic-Kitchens HowTo100M WebVid Something-Something NTU-RGB+D Human3.6M AMASS
    HumanML3D LibriSpeech Common-Voice CommonVoice VoxCeleb AudioSet AudioCaps LJSpeech VCTK GTZAN MIMIC MIMIC-III
    MIMIC-IV MIMIC-CXR CheXpert ChestX-ray14 BraTS ADNI UK-Biobank PTB-XL ISIC HAM10000 TCGA CAMELYON16 eICU BRATS
    C4 OpenWebText RedPajama FineWeb FineWeb-Edu SlimPajama Dolma WikiText WikiText-2 WikiText-103 UltraFeedback
    UltraChat ShareGPT LMSYS HH-RLHF Dolly MovieLens MovieLens-1M Gowalla IMDb IMDB AG-News SST-2 CoNLL-2003
    CNN/DailyMail XSum SAMSum Wikidata DBpedia ConceptNet FB15k-237 WN18RR Cora Citeseer ogbn-arxiv QM9 ZINC
    ZINC250k MoleculeNet PDBbind ERA5 WeatherBench WeatherBench2 ETTh1 ETTm1 BridgeData MS-MARCO MSMARCO SNLI
    NSL-KDD CICIDS2017 UNSW-NB15 CIC-IDS2017 NSL-KDD VisDrone DOTA Market-1501 DIV2K RefCOCO TextCaps GQA DocVQA
    TextVQA VQAv2 OK-VQA VizWiz SQuAD TriviaQA HotpotQA MuSiQue 2WikiMultihopQA CommonsenseQA BoolQ
    """.split()
)

BENCHMARKS = frozenset(
    """
    CALVIN MathVista GLUE SuperGLUE MMLU MMLU-Pro MMMU MMMU-Pro MMBench MME MMStar MM-Vet MathVerse MathVision
    ScienceQA POPE BIG-Bench BBH HELM ARC ARC-C ARC-AGI HellaSwag WinoGrande PIQA TruthfulQA GSM8K GSM-8K MATH
    MATH-500 MATH500 AIME AIME24 AIME25 OlympiadBench Minerva GPQA GPQA-Diamond HumanEval HumanEval+ MBPP MBPP+
    LiveCodeBench BigCodeBench CodeContests Codeforces SWE-bench SWE-Bench Defects4J VerilogEval Spider BIRD
    WikiSQL BFCL ToolBench StableToolBench AgentBench WebArena VisualWebArena OSWorld AndroidWorld WebShop
    Mind2Web ALFWorld ScienceWorld GAIA BrowseComp tau-bench τ-bench IFEval AlpacaEval AlpacaEval2 MT-Bench
    Arena-Hard RewardBench HarmBench AdvBench JailbreakBench StrongREJECT SafetyBench XSTest WildGuard LongBench
    RULER NIAH LoCoMo LongMemEval InfiniteBench BEIR MTEB MIRACL TREC MedQA MedMCQA PubMedQA HealthBench
    LegalBench FinQA VBench GenEval T2I-CompBench DPG-Bench Video-MME MVBench EgoSchema LIBERO LIBERO-Plus
    SimplerEnv RLBench MetaWorld Meta-World ManiSkill RoboTwin RoboCasa Robomimic D4RL Procgen HM3D R2R NAVSIM
    Bench2Drive LongVideoBench SEED-Bench ChartQA InfoVQA OCRBench SimpleQA FActScore HaluEval HallusionBench
    AMBER C-Eval CMMLU FLORES SUPERB GIFT-Eval Open-LLM-Leaderboard PlanBench Terminal-Bench
    """.split()
)

# Ordinary words, unless a version follows: `Phi-3`, `Wan2.1`.
FAMILIES = frozenset(
    "phi falcon wan seed yi flux granite dream octo swin hunyuan dreamer opt codex glm imagen mamba alpaca".split()
)
_KNOWN_LOWER = frozenset(word.lower() for word in MODELS | DATASETS | BENCHMARKS)
_MODEL_FAMILIES = frozenset(word.lower() for word in MODELS)


def is_known(name: str) -> bool:
    """Whether this is, or begins with, something well known: `Qwen2.5-VL-7B`, `LLaMA-3`, `ImageNet`."""
    low = name.lower()
    family = _family(low)
    return low in _KNOWN_LOWER or family in _KNOWN_LOWER or (family != low and family in FAMILIES)


def is_model(name: str) -> bool:
    """Whether this is a well-known model, in any version."""
    family = _family(name.lower())
    return name in MODELS or (family != name.lower() and (family in FAMILIES or family in _MODEL_FAMILIES))


def _family(name: str) -> str:
    """The letters before a version: `qwen` of `qwen2.5-vl-7b`."""
    letters = len(name) - len(name.lstrip("abcdefghijklmnopqrstuvwxyz"))
    rest = name[letters:]
    return name[:letters] if rest[:1].isdigit() or (rest[:1] == "-" and rest[1:2].isdigit()) else name
